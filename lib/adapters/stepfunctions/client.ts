import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn'

/** The client of both Step Functions adapters. Endpoint, region and credentials come from the environment unless `config` says otherwise. */
export function createStepFunctionsClient(config: SFNClientConfig = {}): SFNClient {
  return new SFNClient({
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
    ...config,
  })
}

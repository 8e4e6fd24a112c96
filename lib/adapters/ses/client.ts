import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2'

/** The client of the mail adapter. Endpoint, region and credentials come from the environment unless `config` says otherwise. */
export function createMailClient(config: SESv2ClientConfig = {}): SESv2Client {
  return new SESv2Client({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
    ...config,
  })
}

import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'

/** The client all S3 adapters share. Endpoint, region and credentials come from the environment unless `config` says otherwise. */
export function createS3Client(config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 64 },
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
    ...config,
  })
}

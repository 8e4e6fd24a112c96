import type { S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { PresignUpload } from '../../ports/files.ts'

/**
 * Forms by which a browser puts one object straight into the bucket. The policy allows exactly this key and 1 to
 * `maxBytes` bytes; a presigned PUT could not bound the size.
 */
export function createUploads(client: S3Client, bucket: string) {
  const presignUpload: PresignUpload = async (key, { maxBytes, expiresInSeconds }) => {
    // The library would make a prefix of a key with this placeholder, instead of one exact key.
    if (key.includes('${filename}')) throw new Error('An upload is for one exact key.')
    return createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Conditions: [['content-length-range', 1, maxBytes]],
      Expires: expiresInSeconds,
    })
  }

  return { presignUpload }
}

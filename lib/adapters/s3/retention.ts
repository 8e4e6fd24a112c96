import { DeleteObjectsCommand, PutObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3'
import pMap from 'p-map'
import type { RemoveObjects, TagObjects } from '../../ports/files.ts'

/** The most DeleteObjects takes. */
const MOST_REMOVED = 1000
/** Objects that are tagged at once; there is no request for several. */
const AT_ONCE = 32

/** How long objects of one bucket are kept: by their tags, which its rules look at, or until they are removed. */
export function createRetention(client: S3Client, bucket: string) {
  const tagObjects: TagObjects = async (keys, tags) => {
    const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
    const tag = (Key: string) => client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key, Tagging: { TagSet } }))
    await pMap(keys, tag, { concurrency: AT_ONCE })
  }

  const removeObjects: RemoveObjects = async (keys) => {
    for (let start = 0; start < keys.length; start += MOST_REMOVED) {
      const Objects = keys.slice(start, start + MOST_REMOVED).map((Key) => ({ Key }))
      const { Errors: [failed] = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      )
      if (failed !== undefined) throw new Error(`The object ${failed.Key} could not be removed: ${failed.Code}`)
    }
  }

  return { tagObjects, removeObjects }
}

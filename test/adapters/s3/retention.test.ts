import { randomBytes } from 'node:crypto'
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createFiles } from '../../../lib/adapters/s3/files.ts'
import { createRetention } from '../../../lib/adapters/s3/retention.ts'
import { startBucket, type TestBucket } from './support.ts'

let s3: TestBucket
let files: ReturnType<typeof createFiles>
let retention: ReturnType<typeof createRetention>
beforeAll(async () => {
  s3 = await startBucket()
  files = createFiles(s3.client, s3.bucket)
  retention = createRetention(s3.client, s3.bucket)
})
afterAll(() => s3.stop())

const tagsOf = async (Key: string) =>
  (await s3.client.send(new GetObjectTaggingCommand({ Bucket: s3.bucket, Key }))).TagSet

it('tags come with objects as they are written, small and in parts, and are replaced', async () => {
  const large = Array.from({ length: 260 }, () => randomBytes(40_000).toString('base64'))
  await files.writeJson('p/manifest.json', {}, { keep: '30' })
  await files.writeLines('p/small.ndjson.gz', [1], { keep: '30' })
  const { bytes } = await files.writeLines('p/large.ndjson.gz', large, { keep: '30' })
  expect(bytes).toBeGreaterThan(8 * 1024 * 1024)
  await files.writeJson('untagged.json', {})
  const keys = await files.listKeys('p/')
  expect(keys).toHaveLength(3)
  for (const key of keys) expect(await tagsOf(key)).toEqual([{ Key: 'keep', Value: '30' }])
  await retention.tagObjects(keys, { keep: 'always' })
  for (const key of keys) expect(await tagsOf(key)).toEqual([{ Key: 'keep', Value: 'always' }])
  expect(await tagsOf('untagged.json')).toEqual([])
})

it('objects are removed, those that are there, however many, and no others', async () => {
  const keys = Array.from({ length: 1005 }, (_, index) => `many/${index}`)
  for (const key of keys.filter((_, index) => index % 100 === 0 || index > 999)) await files.writeJson(key, {})
  await files.writeJson('many-others', {})
  await retention.removeObjects(keys)
  expect(await files.listKeys('many')).toEqual(['many-others'])
  await retention.removeObjects([])
})

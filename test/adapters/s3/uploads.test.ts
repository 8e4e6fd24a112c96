import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createFiles } from '../../../lib/adapters/s3/files.ts'
import { createUploads } from '../../../lib/adapters/s3/uploads.ts'
import { startBucket, type TestBucket, wholeOf } from './support.ts'

let s3: TestBucket
beforeAll(async () => {
  s3 = await startBucket()
})
afterAll(() => s3.stop())

const key = 'uploads/acme/i1/source'
const presign = (rules: Partial<{ maxBytes: number; expiresInSeconds: number }> = {}) =>
  createUploads(s3.client, s3.bucket).presignUpload(key, { maxBytes: 10, expiresInSeconds: 60, ...rules })

async function post(
  form: { url: string; fields: Record<string, string> },
  content: string,
  change: Record<string, string> = {},
) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...form.fields, ...change })) body.append(name, value)
  body.append('file', new Blob([content]), 'Kunden März.xlsx')
  const { status } = await fetch(form.url, { method: 'POST', body })
  return status
}

describe('an upload form', () => {
  it('puts one object of at most the allowed size under exactly its key', async () => {
    const form = await presign()
    expect(form.fields['key']).toBe(key)
    expect(await post(form, '0123456789')).toBeLessThan(300)
    const stored = await wholeOf(await createFiles(s3.client, s3.bucket).openFile(key))
    expect(Buffer.from(stored).toString()).toBe('0123456789')
  })

  it('refuses more bytes, no bytes, another key, and a form that expired', async () => {
    const other = 'uploads/other/i1/source'
    expect(await post(await presign(), '0123456789X')).toBe(400)
    expect(await post(await presign(), '')).toBe(400)
    expect(await post(await presign(), 'x', { key: other })).toBe(403)
    expect(await post(await presign(), 'x', { key: `${key}/more` })).toBe(403)
    expect(await post(await presign({ expiresInSeconds: -5 }), 'x')).toBe(403)
    expect(await createFiles(s3.client, s3.bucket).listKeys('uploads/other/')).toEqual([])
  })

  it('is never made for a key that the browser may complete', async () => {
    const { presignUpload } = createUploads(s3.client, s3.bucket)
    await expect(presignUpload('uploads/${filename}', { maxBytes: 1, expiresInSeconds: 1 })).rejects.toThrow(
      'exact key',
    )
  })
})

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Busboy } from '@fastify/busboy'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { upload } from '../../cli/upload.ts'

const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256))
const FIELDS = {
  key: 'uploads/nordwind/1/Kunden "März".xlsx',
  'Content-Type': 'application/octet-stream',
  policy: 'eyJ9=',
  'x-amz-signature': 'abc',
}

let folder = ''
let path = ''
let server: http.Server | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-upload-'))
  path = join(folder, 'Kunden "neu".xlsx')
  await writeFile(path, BYTES)
})

afterEach(async () => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

async function serve(handler: http.RequestListener): Promise<string> {
  const listening = http.createServer(handler)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/bucket`
}

interface Received {
  fields: [string, string][]
  fileAfterFields: number
  fileName: string
  bytes: Buffer
}

function receive(request: http.IncomingMessage): Promise<Received> {
  return new Promise((resolve, reject) => {
    const received: Received = { fields: [], fileAfterFields: -1, fileName: '', bytes: Buffer.alloc(0) }
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': String(request.headers['content-type']) },
    })
    form.on('field', (name, value) => received.fields.push([name, value]))
    form.on('file', (_, stream, fileName) => {
      received.fileAfterFields = received.fields.length
      received.fileName = fileName
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => (received.bytes = Buffer.concat(chunks)))
    })
    form.on('finish', () => resolve(received))
    form.on('error', reject)
    request.pipe(form)
  })
}

function s3Error(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
}

describe('upload', () => {
  it('sends the fields exactly as given, then the file, with its length told before', async () => {
    const received: Received[] = []
    const headers: http.IncomingHttpHeaders[] = []
    const url = await serve((request, response) => {
      headers.push(request.headers)
      void receive(request).then((form) => {
        received.push(form)
        response.writeHead(204).end()
      })
    })
    const progress: number[] = []
    await upload(path, BYTES.length, { url, fields: FIELDS }, { progress: (bytes) => progress.push(bytes) })
    expect(received).toHaveLength(1)
    expect(received[0]?.fields).toEqual(Object.entries(FIELDS))
    expect(received[0]?.fileAfterFields).toBe(Object.keys(FIELDS).length)
    expect(received[0]?.bytes.equals(BYTES)).toBe(true)
    expect(Number(headers[0]?.['content-length'])).toBeGreaterThan(BYTES.length)
    expect(headers[0]?.['transfer-encoding']).toBeUndefined()
    expect(progress.at(-1)).toBe(BYTES.length)
  })

  it('sends an empty file too', async () => {
    await writeFile(path, '')
    const received: Received[] = []
    const url = await serve((request, response) => {
      void receive(request).then((form) => {
        received.push(form)
        response.writeHead(204).end()
      })
    })
    await upload(path, 0, { url, fields: FIELDS })
    expect(received[0]?.bytes).toHaveLength(0)
    expect(received[0]?.fileAfterFields).toBe(Object.keys(FIELDS).length)
  })

  it('tries again when the connection breaks or the storage fails, from the first byte', async () => {
    let tries = 0
    const whole: boolean[] = []
    const url = await serve((request, response) => {
      tries++
      if (tries === 1) return request.socket.destroy()
      void receive(request).then(({ bytes }) => {
        whole.push(bytes.equals(BYTES))
        response.writeHead(tries === 2 ? 503 : 201).end()
      })
      return undefined
    })
    const retried: number[] = []
    await upload(
      path,
      BYTES.length,
      { url, fields: FIELDS },
      { pause: 1, retrying: (_, attempt) => retried.push(attempt) },
    )
    expect(whole).toEqual([true, true])
    expect(retried).toEqual([2, 3])
  })

  it('gives up with advice when the storage stays away', async () => {
    const url = await serve((request) => request.socket.destroy())
    const sent = upload(path, BYTES.length, { url, fields: FIELDS }, { pause: 1 })
    await expect(sent).rejects.toMatchObject({ code: 'upload-missing', advice: expect.stringContaining('again') })
  })

  it('hears a refusal that comes before everything was sent, and does not try again', async () => {
    const large = Buffer.alloc(20_000_000)
    await writeFile(path, large)
    let tries = 0
    const url = await serve((_, response) => {
      tries++
      response
        .writeHead(400, { connection: 'close' })
        .end(s3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'))
    })
    await expect(upload(path, large.length, { url, fields: FIELDS }, { pause: 1 })).rejects.toMatchObject({
      code: 'too-large',
    })
    expect(tries).toBe(1)
  })

  it('says why the storage refused', async () => {
    const url = await serve((request, response) => {
      request
        .resume()
        .on('end', () =>
          response.writeHead(403).end(s3Error('AccessDenied', 'Invalid according to Policy: Policy expired.')),
        )
    })
    await expect(upload(path, BYTES.length, { url, fields: FIELDS })).rejects.toMatchObject({
      code: 'upload-missing',
      message: 'The storage refused the file: Invalid according to Policy: Policy expired.',
    })
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const url = await serve(() => stop.abort())
    await expect(
      upload(path, BYTES.length, { url, fields: FIELDS }, { signal: stop.signal, pause: 1 }),
    ).rejects.toThrow()
    expect(stop.signal.aborted).toBe(true)
  })
})

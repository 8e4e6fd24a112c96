import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../lib/domain/problems.ts'

/** A presigned POST form as `POST /imports` gives it. */
export interface UploadForm {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

export interface UploadOptions {
  /** Called with the bytes of the file sent so far. A repeated try starts again at 0. */
  readonly progress?: (bytes: number) => void
  /** Called before a try is repeated. */
  readonly retrying?: (reason: string, attempt: number) => void
  readonly signal?: AbortSignal
  /** Milliseconds before the second try; doubled for each further one. */
  readonly pause?: number
}

const TRIES = 5
const FIRST_PAUSE = 500
/** Nothing moved for this long: the connection is dead. */
const IDLE = 60_000

/** The network or the storage failed; the same upload may succeed next time. */
class UploadFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'UploadFault'
  }
}

/**
 * Sends a file straight to object storage by a presigned form: the form's fields exactly as given, the file last,
 * streamed from disk. Network failures and 5xx answers are tried again.
 * @throws Problem `too-large` if the form's policy allows fewer bytes, `upload-missing` if storage refuses it or cannot be reached
 */
export async function upload(path: string, size: number, form: UploadForm, options: UploadOptions = {}): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await uploadOnce(path, size, form, options)
    } catch (error) {
      if (!(error instanceof UploadFault) || options.signal?.aborted) throw error
      if (attempt === TRIES) {
        throw new Problem('upload-missing', `The file could not be uploaded: ${error.message}.`, {
          advice: 'Check the connection to the storage and start the import again.',
        })
      }
      options.retrying?.(error.message, attempt + 1)
      await pause(
        (options.pause ?? FIRST_PAUSE) * 2 ** (attempt - 1),
        undefined,
        options.signal ? { signal: options.signal } : {},
      )
    }
  }
}

/** The parts of the multipart body around the file's bytes (RFC 7578). */
function multipartFrame(
  fields: Readonly<Record<string, string>>,
  fileName: string,
  boundary: string,
): [string, string] {
  const part = (name: string, more: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${more}\r\n\r\n${value}`
  const before = Object.entries(fields).map(([name, value]) => `${part(name, '', value)}\r\n`)
  const file = part('file', `; filename="${quoted(fileName)}"\r\nContent-Type: application/octet-stream`, '')
  return [before.join('') + file, `\r\n--${boundary}--\r\n`]
}

/** As browsers escape names in a form: https://html.spec.whatwg.org/#multipart-form-data */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}

async function uploadOnce(path: string, size: number, form: UploadForm, options: UploadOptions): Promise<void> {
  const boundary = `muster-${randomUUID()}`
  const [head, tail] = multipartFrame(form.fields, basename(path), boundary)
  const answer = await exchange(path, size, form.url, { boundary, head, tail }, options)
  if (answer.status >= 200 && answer.status < 300) return
  if (answer.status >= 500) throw new UploadFault(`the storage answered with status ${answer.status}`)
  throw refusal(answer.status, answer.body)
}

interface Frame {
  readonly boundary: string
  readonly head: string
  readonly tail: string
}

function exchange(
  path: string,
  size: number,
  url: string,
  { boundary, head, tail }: Frame,
  { progress, signal }: UploadOptions,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = (new URL(url).protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': Buffer.byteLength(head) + size + Buffer.byteLength(tail),
      },
      timeout: IDLE,
      ...(signal ? { signal } : {}),
    })
    const file = createReadStream(path, { end: Math.max(0, size - 1) })
    let answered = false
    const fail = (error: Error): void => {
      file.destroy()
      // A storage that refuses answers before it has read everything and closes: its answer counts, not the broken pipe.
      if (!answered)
        reject(signal?.aborted ? error : new UploadFault(error.message || 'the connection was lost', error))
    }
    request.on('timeout', () => request.destroy(new Error('nothing moved for a minute')))
    request.on('error', fail)
    request.on('response', (response) => {
      answered = true
      textOf(response).then(
        (body) => {
          file.destroy()
          resolve({ status: response.statusCode ?? 0, body })
          if (!request.writableFinished) request.destroy()
        },
        (error: unknown) => reject(new UploadFault('the connection was lost', error)),
      )
    })
    request.write(head)
    let sent = 0
    file.on('data', (chunk) => {
      sent += chunk.length
      progress?.(sent)
    })
    file.on('error', (error) => {
      request.destroy()
      reject(new Problem('unreadable-file', `The file cannot be read: ${error.message}`))
    })
    file.on('end', () => {
      // A file that shrank since it was measured cannot keep the promised length.
      if (sent === size) request.end(tail)
      else request.destroy(new Error('the file changed while it was sent'))
    })
    file.pipe(request, { end: false })
  })
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function refusal(status: number, body: string): Problem {
  const { code, message } = storageError(body)
  if (code === 'EntityTooLarge') {
    return new Problem('too-large', 'The file is larger than an import may be.', {
      advice: 'Split it (muster split), or ask an administrator to raise the limit of the company.',
    })
  }
  return new Problem('upload-missing', `The storage refused the file: ${message || code || `status ${status}`}.`, {
    advice: 'Start the import again; an upload form is only valid for some time.',
  })
}

/** The two texts of S3's error document that say why. Anything else that answers here gives none. */
function storageError(body: string): { code: string; message: string } {
  const text = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? ''
  return { code: text('Code'), message: text('Message').replace(/\.$/, '') }
}

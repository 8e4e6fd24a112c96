/** A presigned POST form, as the start of an import answers it. */
export interface UploadForm {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  /** ISO time after which storage refuses it. */
  readonly expiresAt: string
  readonly maxBytes: number
}

/** How sending a file ended. `lost`: no answer came, the same may succeed next time. */
export type Sent =
  | { readonly kind: 'done' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string }

interface Options {
  /** Told of the bytes on their way so far. */
  readonly progress: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Nothing moved for so long: the connection is dead, even if nobody said so. */
const IDLE_MS = 60_000

/**
 * Sends a file straight to storage: the form's fields as given, the file last. What `fetch` cannot do is to say how far it
 * is.
 * @returns how it ended; never, if `signal` aborts it
 */
export function sendFile(form: UploadForm, file: File, { progress, signal }: Options): Promise<Sent> {
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', file)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    let idle: ReturnType<typeof setTimeout>
    const end = (sent: Sent): void => {
      clearTimeout(idle)
      resolve(sent)
    }
    const moved = (): void => {
      clearTimeout(idle)
      idle = setTimeout(() => {
        request.abort()
        end({ kind: 'lost' })
      }, IDLE_MS)
    }
    request.upload.addEventListener('progress', ({ loaded }) => {
      moved()
      progress(Math.min(loaded, file.size))
    })
    request.addEventListener('load', () => end(answerOf(request)))
    request.addEventListener('error', () => end({ kind: 'lost' }))
    signal.addEventListener('abort', () => {
      clearTimeout(idle)
      request.abort()
    })
    request.open('POST', form.url)
    moved()
    request.send(body)
  })
}

/** Storage answers XML with a code and a sentence; what stands before it may answer anything. */
function answerOf({ status, responseText }: XMLHttpRequest): Sent {
  if (status >= 200 && status < 300) return { kind: 'done' }
  if (status === 0 || status >= 500) return { kind: 'lost' }
  const text = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(responseText)?.[1] ?? ''
  return { kind: 'refused', status, code: text('Code'), message: text('Message') }
}

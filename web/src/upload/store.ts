import { connection } from '../api/connection.ts'
import { withMark, type Mark } from './pace.ts'
import { sendFile, type UploadForm } from './send.ts'

/**
 * - `lost`: no connection; can be sent again, the file is still here
 * - `expired`: the form is not valid any more
 * - `refused`: storage does not take it
 */
export type UploadPhase = 'sending' | 'done' | 'lost' | 'expired' | 'refused'

/** A file on its way to storage. A new object with every change. */
export interface Upload {
  readonly importId: string
  readonly file: File
  readonly form: UploadForm
  readonly phase: UploadPhase
  readonly sent: number
  readonly marks: readonly Mark[]
  /** What storage said, if it refused. */
  readonly refusal?: { readonly status: number; readonly code: string; readonly message: string }
}

/** What was sent is known for so long: by then the import has gone on. */
const KEPT_MS = 120_000

const uploads = new Map<string, Upload>()
const aborts = new Map<string, AbortController>()
const listeners = new Set<() => void>()

const isExpired = ({ expiresAt }: UploadForm): boolean => Date.parse(expiresAt) <= Date.now()

/** Leaving the page would lose the file. */
const isAtRisk = ({ phase }: Upload): boolean => phase === 'sending' || phase === 'lost'

function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function put(upload: Upload | undefined, importId: string): void {
  if (upload === undefined) uploads.delete(importId)
  else uploads.set(importId, upload)
  if ([...uploads.values()].some(isAtRisk)) window.addEventListener('beforeunload', warnBeforeLeaving)
  else window.removeEventListener('beforeunload', warnBeforeLeaving)
  listeners.forEach((changed) => changed())
}

async function send({ importId, file, form }: Pick<Upload, 'importId' | 'file' | 'form'>): Promise<void> {
  const abort = new AbortController()
  aborts.get(importId)?.abort()
  aborts.set(importId, abort)
  let current: Upload = { importId, file, form, phase: 'sending', sent: 0, marks: [{ at: Date.now(), bytes: 0 }] }
  const change = (more: Partial<Upload>): void => {
    if (abort.signal.aborted) return
    current = { ...current, ...more }
    put(current, importId)
  }
  put(current, importId)
  const progress = (sent: number): void =>
    change({ sent, marks: withMark(current.marks, { at: Date.now(), bytes: sent }) })
  const answer = await sendFile(form, file, { progress, signal: abort.signal })
  switch (answer.kind) {
    case 'done':
      change({ phase: 'done', sent: file.size })
      setTimeout(() => abort.signal.aborted || uploadStore.drop(importId), KEPT_MS)
      return
    case 'lost':
      return change({ phase: isExpired(form) ? 'expired' : 'lost' })
    case 'refused':
      return change({ phase: isExpired(form) ? 'expired' : 'refused', refusal: answer })
  }
}

/** Sends again what got lost, by the same form while that is valid. */
function retry(importId: string): void {
  const upload = uploads.get(importId)
  if (upload === undefined || upload.phase !== 'lost') return
  if (isExpired(upload.form)) put({ ...upload, phase: 'expired' }, importId)
  else void send(upload)
}

// Whoever gets their connection back, or their server, need not come and press anything.
const retryAll = (): void => [...uploads.keys()].forEach(retry)
window.addEventListener('online', retryAll)
connection.subscribe(() => {
  if (!connection.isLost()) retryAll()
})

/** Files on their way to storage. They go on while the person looks at other pages of this tab. */
export const uploadStore = {
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed)
    return () => listeners.delete(changed)
  },
  of: (importId: string): Upload | undefined => uploads.get(importId),
  begin: (importId: string, file: File, form: UploadForm): void => void send({ importId, file, form }),
  retry,
  /** Stops it and forgets the file. */
  drop: (importId: string): void => {
    aborts.get(importId)?.abort()
    aborts.delete(importId)
    if (uploads.has(importId)) put(undefined, importId)
  },
}

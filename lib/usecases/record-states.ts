import { createHash } from 'node:crypto'
import type { RecordState } from '../ports/records.ts'

/**
 * A digest of which states the records of a user are in, in the order in which they are added: equal for two readings
 * that met the same records in the same states, and for no others. Its memory does not grow with the records.
 */
export function recordStates(): {
  readonly add: (states: readonly RecordState[]) => void
  readonly digest: () => string
} {
  const hash = createHash('sha256')
  return {
    add: (states) => {
      let text = ''
      // With their lengths in front, no two lists of states have the same text.
      for (const { type, id, etag } of states) text += `${id.length} ${etag.length} ${type} ${id}${etag}`
      hash.update(text)
    },
    digest: () => hash.digest('hex'),
  }
}

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
    add: (states) => void hash.update(states.map(({ type, id, etag }) => JSON.stringify([type, id, etag])).join('')),
    digest: () => hash.digest('hex'),
  }
}

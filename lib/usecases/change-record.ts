import { Problem } from '../domain/problems.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, type Caller } from './access.ts'
import { findRecord, type RecordArgs } from './get-record.ts'

export type ChangeDeps = Pick<Ports, 'getUser' | 'getRecord' | 'writeRecord' | 'newId' | 'now'>

/** Each lost race means that somebody else's write succeeded; so many in a row do not happen by chance. */
const TRIES = 10

/** Somebody else was faster than the version the client looked at. */
function recordChanged(record: StoredRecord, version?: number): Problem {
  return new Problem('record-changed', `The record was changed meanwhile: it has version ${record.version}.`, {
    advice: 'Read it again and repeat the change.',
    details: { version: record.version, ...(version === undefined ? {} : { given: version }) },
  })
}

/** A person's next state of a record: everything that is not changed stays, also which import wrote it last. */
export function nextState(
  { newId, now }: Pick<Ports, 'newId' | 'now'>,
  { actor }: Caller,
  before: StoredRecord,
  change: Partial<Pick<StoredRecord, 'fields' | 'deleted'>>,
): StoredRecord {
  return {
    ...before,
    ...change,
    version: before.version + 1,
    updatedAt: now(),
    updatedBy: { kind: 'user', id: actor.id },
    etag: newId(),
  }
}

/**
 * Changes a record against the state it has. A race that is lost is tried again on the new state, unless the client
 * said which version it means.
 * @param change gives the state after; undefined if there is nothing to change
 * @throws Problem `not-found`, `record-changed`, and what `change` throws
 */
export async function changeRecord(
  deps: ChangeDeps,
  args: RecordArgs,
  version: number | undefined,
  change: (before: StoredRecord) => Promise<StoredRecord | undefined> | StoredRecord | undefined,
): Promise<{ before: StoredRecord; after: StoredRecord }> {
  let before = await findRecord(deps)(args)
  for (let tries = 1; ; tries += 1) {
    if (version !== undefined && version !== before.version) throw recordChanged(before, version)
    const after = await change(before)
    if (after === undefined) return { before, after: before }
    const written = await deps.writeRecord(args.company.id, args.path.userId, {
      kind: 'put',
      record: after,
      expect: { etag: before.etag },
    })
    if (written.kind === 'written') return { before, after }
    if (written.current === undefined || written.current.deleted !== undefined) throw notFound('record')
    if (tries === TRIES) throw recordChanged(written.current, version)
    before = written.current
  }
}

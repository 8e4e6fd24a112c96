import pMap from 'p-map'
import { chunkKey, chunkPrefix } from '../contracts/keys.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { Operation, PlanEntry } from '../domain/plans.ts'
import { chunksOf, type Chunk } from '../domain/progress.ts'
import type { StoredRecord } from '../domain/records.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { readStored } from './stored.ts'
import { writeTransfer } from './write-transfer.ts'

export type WriteEntriesDeps = Pick<
  Ports,
  'readJson' | 'writeJson' | 'listKeys' | 'getImport' | 'getImportUser' | 'writeNewRecords' | 'writeRecord'
>

/** Conditional writes in flight. The store slows down rather than up beyond it. */
const CONDITIONAL_WINDOW = 32
const CHUNK_WINDOW = 2

/** An operation that was not done, by its place in the plan. */
interface Exception {
  readonly entry: number
  readonly reason: Reason
}

/**
 * Makes the writes of a plan, chunk by chunk: first the rows and deletions, then what is changed beside the rows. Answers
 * why entries were not written, by their place in the plan.
 */
export async function writeEntries(
  deps: WriteEntriesDeps,
  item: Import,
  user: ImportUser,
  entries: readonly PlanEntry[],
): Promise<Map<number, Reason>> {
  const { companyId, id: importId, round } = item
  const done = new Set(await deps.listKeys(chunkPrefix(companyId, importId, round, user.userId)))
  const exceptions = new Map<number, Reason>()
  const write = async ({ from, to }: Chunk): Promise<void> => {
    const key = chunkKey(companyId, importId, round, user.userId, from)
    if (!done.has(key)) await requireTurn(deps, item, user)
    const written = done.has(key)
      ? await readStored<Exception[]>(deps, key)
      : await writeChunk(deps, item, user, writesOf(entries, from, to, exceptions))
    if (!done.has(key)) await deps.writeJson(key, written)
    for (const { entry, reason } of written) exceptions.set(entry, reason)
  }
  const beside = entries.filter(({ outcome }) => outcome === 'related').length
  const { ofRows, related } = chunksOf(entries.length, beside)
  await pMap(ofRows, write, { concurrency: CHUNK_WINDOW })
  for (const entry of orphans(entries, exceptions)) exceptions.set(entry, ORPHAN)
  await pMap(related, write, { concurrency: CHUNK_WINDOW })
  return exceptions
}

/** Its row was not written, so that nothing is changed beside it. */
const ORPHAN: Reason = { code: 'row-not-written', message: 'The row through which this would change was not written.' }

/** Places of related entries whose row was not written. */
function orphans(entries: readonly PlanEntry[], exceptions: ReadonlyMap<number, Reason>): number[] {
  const failed = new Set(
    [...exceptions.keys()].flatMap((index) => {
      const row = entries[index]?.row
      return row === undefined || row === null ? [] : [row]
    }),
  )
  return entries.flatMap(({ of }, index) => (of !== undefined && failed.has(of) ? [index] : []))
}

/** One write of the plan: the place of its entry and what it does. */
interface Write {
  readonly entry: number
  readonly row: number | null
  readonly operation: Operation
}

/** The writes of a chunk, without those that are known not to be made. */
function writesOf(
  entries: readonly PlanEntry[],
  from: number,
  to: number,
  exceptions: ReadonlyMap<number, Reason>,
): Write[] {
  return entries.slice(from, to).flatMap(({ row, operation }, index) => {
    const entry = from + index
    return operation === undefined || exceptions.has(entry) ? [] : [{ entry, row, operation }]
  })
}

/** This attempt to write was overtaken: the import ended, was resumed, or the step was begun again. */
class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/** Before each chunk: whether it is still this execution's turn. A late attempt must not write beside a later one. */
async function requireTurn(deps: WriteEntriesDeps, item: Import, user: ImportUser): Promise<void> {
  const { companyId, id: importId } = item
  const [now, part] = await Promise.all([
    deps.getImport(companyId, importId),
    deps.getImportUser(companyId, importId, user.userId),
  ])
  const isOurTurn =
    now !== undefined &&
    !isFinal(now.status) &&
    now.executionArn === item.executionArn &&
    part?.revision === user.revision
  if (!isOurTurn) throw new Overtaken(`The import ${importId} goes on elsewhere; nothing more is written here.`)
}

async function writeChunk(
  deps: WriteEntriesDeps,
  item: Import,
  user: ImportUser,
  writes: readonly Write[],
): Promise<Exception[]> {
  const isFirstAttempt = user.writeAttempt === 1
  const isPlain = ({ operation }: Write) => isFirstAttempt && operation.kind === 'create'
  const plain = writes.filter(isPlain)
  await deps.writeNewRecords(
    item.companyId,
    user.userId,
    plain.map(({ operation, row }) => stored(item, operation, row)),
  )
  const answers = await pMap(
    writes.filter((one) => !isPlain(one)),
    async ({ entry, operation, row }) => {
      const reason = await writeOne(deps, item, user, operation, row)
      return reason === undefined ? [] : [{ entry, reason }]
    },
    { concurrency: CONDITIONAL_WINDOW },
  )
  return answers.flat()
}

/** One conditional write. Answers why it was not done, or nothing. */
async function writeOne(
  deps: WriteEntriesDeps,
  item: Import,
  user: ImportUser,
  operation: Operation,
  row: number | null,
): Promise<Reason | undefined> {
  const record = stored(item, operation, row)
  if (operation.kind === 'transfer') {
    const isArrived = (current: StoredRecord | undefined) => isOurs(record, current)
    return writeTransfer(deps, item.companyId, user.userId, operation, record, isArrived)
  }
  const expect = operation.kind === 'create' ? 'absent' : { etag: operation.before.etag }
  const answer = await deps.writeRecord(item.companyId, user.userId, { kind: 'put', record, expect })
  if (answer.kind === 'written' || isOurs(record, answer.current)) return undefined
  return conflict(answer.current)
}

/** The record as this import writes it: the etag says by which row of which import, so that a repeated write knows itself. */
function stored(item: Import, { after }: Operation, row: number | null): StoredRecord {
  return { ...after, etag: `${item.id}:${row ?? `d:${after.id}`}` }
}

/** Whether an earlier attempt wrote this already, even if somebody has changed it since. */
function isOurs(record: StoredRecord, current: StoredRecord | undefined): boolean {
  if (current === undefined) return false
  const { lastImport } = current
  return (
    current.etag === record.etag ||
    (lastImport !== undefined &&
      lastImport.importId === record.lastImport?.importId &&
      lastImport.row === record.lastImport.row)
  )
}

function conflict(current: StoredRecord | undefined): Reason {
  return current === undefined
    ? { code: 'record-gone', message: 'The record was removed for good after the preview.' }
    : {
        code: current.deleted === undefined ? 'record-changed' : 'record-deleted',
        message: `The record was ${current.deleted === undefined ? 'changed' : 'deleted'} after the preview (version ${current.version}, ${current.updatedAt}); it was left as it is.`,
      }
}

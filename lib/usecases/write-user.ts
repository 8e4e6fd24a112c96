import pMap from 'p-map'
import { chunkKey, chunkPrefix, resultKey } from '../contracts/keys.ts'
import { closeAccounts, totalsOfResults } from '../domain/accounting.ts'
import type { Import, ImportUser } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { Operation, PlanEntry, ResultEntry } from '../domain/plans.ts'
import type { StoredRecord } from '../domain/records.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { readPlan } from './plan-user.ts'
import { withdrawDoubles } from './withdraw-doubles.ts'
import { readStored } from './stored.ts'

export type WriteDeps = Pick<
  Ports,
  | 'readLines'
  | 'writeLines'
  | 'readJson'
  | 'writeJson'
  | 'listKeys'
  | 'readRecords'
  | 'writeNewRecords'
  | 'writeRecord'
  | 'putImportUser'
  | 'getImportUser'
  | 'getImport'
  | 'getRecord'
  | 'now'
>

/** Entries per acknowledged chunk: what has to be looked at again after a crash. */
const CHUNK = 500
/** Conditional writes in flight. The store slows down rather than up beyond it. */
const CONDITIONAL_WINDOW = 32
const CHUNK_WINDOW = 2

/** An operation that was not done, by its place in the plan. */
interface Exception {
  readonly entry: number
  readonly reason: Reason
}

/**
 * Writes exactly what was planned for one user, once, however often it is begun. A chunk is acknowledged by an object;
 * chunks without one may have been written in part, so they are written again with conditions under which a write
 * recognises itself. A record that changed since it was planned is left alone and reported as conflict.
 * @throws AccountingError if the outcomes do not add up to the user's rows
 */
export async function writeUser(deps: WriteDeps, item: Import, user: ImportUser): Promise<ImportUser> {
  if (user.state === 'imported') return user
  if (user.planKey === undefined) throw new Error(`User ${user.userId} was never planned in the import ${item.id}.`)
  const begun = await put(deps, item, user, { state: 'importing', writeAttempt: user.writeAttempt + 1 })
  const { entries } = await readPlan(deps, user.planKey)
  const exceptions = await writeChunks(deps, item, begun, entries)
  const doubles = await withdrawDoubles(deps, item, begun, entries)
  const results = entries.map((entry, index) => resultOf(entry, exceptions.get(index) ?? doubles.get(index)))
  const key = resultKey(item.companyId, item.id, user.userId)
  await deps.writeLines(key, results)
  const { totals, deleted } = totalsOfResults(results)
  closeAccounts({ rows: user.rows, parts: [totals] })
  return put(deps, item, begun, { state: 'imported', resultKey: key, totals, deleted })
}

async function put(
  deps: WriteDeps,
  item: Import,
  before: ImportUser,
  change: Partial<ImportUser>,
): Promise<ImportUser> {
  const after = { ...before, ...change, revision: before.revision + 1 }
  if (await deps.putImportUser(item.companyId, after, before.revision)) return after
  throw new Error(`The part of user ${before.userId} in the import ${item.id} was changed meanwhile.`)
}

async function writeChunks(
  deps: WriteDeps,
  item: Import,
  user: ImportUser,
  entries: readonly PlanEntry[],
): Promise<Map<number, Reason>> {
  const { companyId, id: importId, round } = item
  const done = new Set(await deps.listKeys(chunkPrefix(companyId, importId, round, user.userId)))
  const chunks = Array.from({ length: Math.ceil(entries.length / CHUNK) }, (_, chunk) => chunk)
  const exceptions = new Map<number, Reason>()
  await pMap(
    chunks,
    async (chunk) => {
      const key = chunkKey(companyId, importId, round, user.userId, chunk)
      const from = chunk * CHUNK
      if (!done.has(key)) await requireTurn(deps, item, user)
      const written = done.has(key)
        ? await readStored<Exception[]>(deps, key)
        : await writeChunk(deps, item, user, entries.slice(from, from + CHUNK), from)
      if (!done.has(key)) await deps.writeJson(key, written)
      for (const { entry, reason } of written) exceptions.set(entry, reason)
    },
    { concurrency: CHUNK_WINDOW },
  )
  return exceptions
}

/** This attempt to write was overtaken: the import ended, was resumed, or the step was begun again. */
class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/** Before each chunk: whether it is still this execution's turn. A late attempt must not write beside a later one. */
async function requireTurn(deps: WriteDeps, item: Import, user: ImportUser): Promise<void> {
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
  deps: WriteDeps,
  item: Import,
  user: ImportUser,
  entries: readonly PlanEntry[],
  from: number,
): Promise<Exception[]> {
  const isFirstAttempt = user.writeAttempt === 1
  const planned = entries.flatMap((entry, index) =>
    entry.operation === undefined ? [] : [{ entry: from + index, row: entry.row, operation: entry.operation }],
  )
  const isPlain = ({ operation }: { operation: Operation }) => isFirstAttempt && operation.kind === 'create'
  const plain = planned.filter(isPlain)
  await deps.writeNewRecords(
    item.companyId,
    user.userId,
    plain.map(({ operation, row }) => stored(item, operation, row)),
  )
  const answers = await pMap(
    planned.filter((one) => !isPlain(one)),
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
  deps: WriteDeps,
  item: Import,
  user: ImportUser,
  operation: Operation,
  row: number | null,
): Promise<Reason | undefined> {
  const record = stored(item, operation, row)
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

function resultOf(entry: PlanEntry, exception: Reason | undefined): ResultEntry {
  const { row, title, cells, operation } = entry
  const recordId = operation?.after.id
  if (exception === undefined) return { row, outcome: entry.outcome, title, recordId, reasons: entry.reasons, cells }
  return { row, outcome: 'conflict', title, recordId, reasons: [exception], cells }
}

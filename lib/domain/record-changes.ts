import type { RecordTypeName } from './record-types/types.ts'
import type { MusterRecord, StoredRecord } from './records.ts'
import type { PlanEntry, ResultEntry } from './plans.ts'

/** Whose records a record lies among. */
export interface Account {
  readonly userId: string
  readonly email: string
}

export interface Placed<Kind extends MusterRecord = MusterRecord> {
  readonly at: Account
  readonly record: Kind
}

/**
 * What became of one record: how it was and how it is since. Without `before` it was not there, without `after` it is no
 * more; at two accounts it was moved. The recycle bin is part of the record's state.
 */
export interface RecordChange {
  readonly before?: Placed
  readonly after?: Placed
}

/** A change that is about to be made, on condition that the record is still as it was `before`. */
export interface PlannedChange {
  readonly before?: Placed<StoredRecord>
  readonly after?: Placed
}

/** Records are told apart by this over all types. */
export const recordName = ({ type, id }: { readonly type: RecordTypeName; readonly id: string }): string =>
  `${type}/${id}`

export function nameOfChange({ before, after }: RecordChange): string {
  const placed = after ?? before
  if (placed === undefined) throw new Error('A change is of some record.')
  return recordName(placed.record)
}

/** What an entry of an import's plan changes at the account it is planned for. */
function changeOfEntry(at: Account, { operation }: PlanEntry): RecordChange | undefined {
  if (operation === undefined) return undefined
  const after = { at, record: operation.after }
  switch (operation.kind) {
    case 'create':
      return { after }
    case 'update':
    case 'restore':
    case 'delete':
      return { before: { at, record: operation.before }, after }
    case 'transfer':
      return operation.how === 'copy' ? { after } : { before: { at: operation.from, record: operation.before }, after }
  }
}

/**
 * What an import changed for one user, each record once.
 * @param entries the user's plan
 * @param results what became of each of its entries, in the same order; absent for a user it did not finish
 */
export function changesOfImport(
  at: Account,
  entries: readonly PlanEntry[],
  results: readonly ResultEntry[] | undefined,
): RecordChange[] {
  return composed(
    entries.flatMap((entry, index) => {
      const change = results?.[index]?.outcome === 'conflict' ? undefined : changeOfEntry(at, entry)
      return change === undefined ? [] : [change]
    }),
  )
}

/** Several changes of one record, one after the other, as the one that they come to. */
function composed(changes: readonly RecordChange[]): RecordChange[] {
  const byName = new Map<string, RecordChange>()
  for (const change of changes) {
    const name = nameOfChange(change)
    const { before } = byName.get(name) ?? change
    const { after } = change
    byName.set(name, { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) })
  }
  return [...byName.values()]
}

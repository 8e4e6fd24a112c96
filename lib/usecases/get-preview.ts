import type { Import, ImportUser } from '../domain/imports.ts'
import type { Reason } from '../domain/outcomes.ts'
import type { Operation, PlanCounts, PlanEntry, ResultEntry } from '../domain/plans.ts'
import { Problem } from '../domain/problems.ts'
import { RECORD_TYPE_NAMES, type RecordType, type RecordTypeName } from '../domain/record-types/types.ts'
import type { Fields, FieldValue } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, visibleImport, type Caller } from './access.ts'
import { pageOfOutcomes, type EntryQuery } from './entry-pages.ts'
import type { PlanHeader } from './plan-user.ts'
import { requireReach } from './reach.ts'
import { recordTypeOf } from './record-type-of.ts'
import { stored } from './stored.ts'

type Deps = Pick<Ports, 'getImport' | 'getImportUser' | 'getUser' | 'getCustomFields' | 'readLines' | 'now'>
type Args = Caller & {
  readonly path: { readonly importId: string; readonly userId: string }
  readonly query: EntryQuery
}

export interface FieldChange {
  readonly field: string
  readonly before: FieldValue | null
  readonly after: FieldValue | null
}

interface PreviewRow extends Pick<PlanEntry, 'row' | 'outcome' | 'title'> {
  readonly recordId?: string
  /** Where it is another type than the imported one. */
  readonly type?: RecordTypeName
  readonly from?: NonNullable<ResultEntry['from']>
  readonly changes: readonly FieldChange[]
  readonly reasons: readonly Reason[]
}

interface Preview extends Pick<ImportUser, 'userId' | 'email' | 'name' | 'rows'> {
  readonly counts: PlanCounts
  readonly guard: readonly Reason[]
  readonly entries: readonly PreviewRow[]
  readonly cursor?: string
}

function statesOf(operation: Operation): { before: Fields; after: Fields } {
  switch (operation.kind) {
    case 'create':
      return { before: {}, after: operation.after.fields }
    case 'update':
    case 'restore':
    case 'transfer':
      return { before: operation.before.fields, after: operation.after.fields }
    case 'delete':
      return { before: operation.before.fields, after: {} }
  }
}

/** What an operation does to the fields of its record, in the order of the record type: a new record's values, a difference, or what goes. */
function changesOf(type: RecordType | undefined, operation: Operation | undefined): FieldChange[] {
  if (type === undefined || operation === undefined) return []
  const { before, after } = statesOf(operation)
  const touched =
    'changed' in operation ? new Set(operation.changed) : new Set([...Object.keys(before), ...Object.keys(after)])
  return type.fields
    .filter(({ name }) => touched.has(name))
    .map(({ name }) => ({ field: name, before: before[name] ?? null, after: after[name] ?? null }))
}

type Types = ReadonlyMap<RecordTypeName, RecordType>

async function typesNamed(deps: Deps, { companyId }: Import, names: Iterable<RecordTypeName>): Promise<Types> {
  const types = await Promise.all([...names].map(async (name) => recordTypeOf(deps, companyId, name)))
  return new Map(types.map((type) => [type.name, type]))
}

/** The record types of these entries: what is changed beside the rows is of other types than they are. */
function typesIn(imported: RecordTypeName, entries: readonly PlanEntry[]): ReadonlySet<RecordTypeName> {
  return new Set([imported, ...entries.flatMap(({ operation }) => operation?.after.type ?? [])])
}

/** What of a row is searched: everything in which a person sees it. */
function textsOf({ row, title, recordId, from, changes, reasons }: PreviewRow): readonly unknown[] {
  return [
    row,
    title,
    recordId,
    from?.email,
    ...changes.flatMap(({ before, after }) => [before, after].flat()),
    ...reasons.flatMap(({ message, value }) => [message, value]),
  ]
}

function shown(imported: RecordTypeName, types: Types, entry: PlanEntry): PreviewRow {
  const { row, outcome, title, operation, reasons = [] } = entry
  const recordId = operation?.after.id ?? entry.recordId
  const type = operation?.after.type ?? imported
  return {
    row,
    outcome,
    title,
    ...(recordId === undefined ? {} : { recordId }),
    ...(type === imported ? {} : { type }),
    ...(operation?.kind === 'transfer' ? { from: { ...operation.from, how: operation.how } } : {}),
    changes: changesOf(types.get(type), operation),
    reasons,
  }
}

/**
 * What the import would do to one user's records, page by page; on request only one outcome, or what contains a text. It is the plan itself: importing writes this and nothing else.
 * @throws Problem `not-found` also for a user out of reach, and while there is no preview of this user
 */
export const getPreview =
  (deps: Deps) =>
  async ({ path: { importId, userId }, query, ...caller }: Args): Promise<Preview> => {
    const item = await visibleImport(deps, caller, importId)
    const user = await deps.getImportUser(item.companyId, item.id, userId)
    if (user === undefined) throw notFound('user in this import')
    await requireReach(deps, caller, userId)
    if (user.planKey === undefined) {
      throw new Problem('not-found', `There is no preview of ${user.email} in this import yet.`, {
        advice: 'Previews are made one user after the other; the state of the import says whose is next.',
      })
    }
    const lines = deps.readLines(user.planKey)[Symbol.asyncIterator]()
    const header = stored<PlanHeader>((await lines.next()).value)
    const entries = (async function* () {
      for (let line = await lines.next(); line.done !== true; line = await lines.next())
        yield stored<PlanEntry>(line.value)
    })()
    try {
      const all = query.search === undefined ? undefined : await typesNamed(deps, item, RECORD_TYPE_NAMES)
      const page = await pageOfOutcomes(deps, user.planKey, entries, query, (entry) =>
        all === undefined ? [] : textsOf(shown(item.recordType, all, entry)),
      )
      const types = all ?? (await typesNamed(deps, item, typesIn(item.recordType, page.entries)))
      const { email, name, rows } = user
      return {
        userId,
        email,
        name,
        rows,
        counts: header.counts,
        guard: user.guard ?? [],
        ...page,
        entries: page.entries.map((entry) => shown(item.recordType, types, entry)),
      }
    } finally {
      // A page ends before its object does: the download must not stay open.
      await lines.return?.()
    }
  }

import type { Cell, SheetRow } from '../../lib/domain/cells.ts'
import type { User } from '../../lib/domain/companies.ts'
import type { FieldMapping, ImportConfiguration, Notation } from '../../lib/domain/configuration.ts'
import { plan } from '../../lib/domain/planning.ts'
import type { PlanInput } from '../../lib/domain/planning/input.ts'
import type { Plan } from '../../lib/domain/plans.ts'
import { recordType } from '../../lib/domain/record-types/catalogue.ts'
import type { RecordTypeName } from '../../lib/domain/record-types/types.ts'
import type { Author, Fields, MusterRecord, StoredRecord } from '../../lib/domain/records.ts'

export const GERMAN: Notation = { decimal: ',', dateOrder: 'dmy' }
export const NOW = '2026-11-22T10:00:00.000Z'
export const BEFORE = '2026-01-01T08:00:00.000Z'
export const ANNA: Author = { kind: 'user', id: 'anna' }
export const IMPORTER: Author = { kind: 'import', id: 'import-1' }

export function user(id: string, more: Partial<User> = {}): User {
  return {
    id,
    email: `${id}@nordwind.example`,
    firstName: id,
    lastName: '',
    level: 'user',
    groups: [],
    active: true,
    ...more,
  }
}

export function stored(id: string, fields: Fields, more: Partial<StoredRecord> = {}): StoredRecord {
  return {
    id,
    type: 'customers',
    version: 3,
    fields,
    createdAt: BEFORE,
    createdBy: ANNA,
    updatedAt: BEFORE,
    updatedBy: ANNA,
    etag: `etag-${id}`,
    ...more,
  }
}

export const BINNED = { deleted: { at: BEFORE, by: ANNA } } as const

const UPDATE_OF: Readonly<Record<string, FieldMapping['update']>> = {
  '!': 'key',
  '=': 'keep',
  '>': 'overwrite-if-newer',
}

/** The token that clears in a mapping of `mapping()`. */
const TOKEN = '#CLEAR'

/** `externalId! name street= note~ phone# lastCall>`: ! is a key, = keeps, ~ clears, # has a token, > only if newer; the column is named like the field. */
export function mapping(text: string): FieldMapping[] {
  return text.split(' ').map((word) => {
    const [, field = '', mark = ''] = /^(\w+)([!=~#>]?)$/u.exec(word) ?? []
    const update = UPDATE_OF[mark] ?? 'overwrite'
    return { column: field, field, update, empty: mark === '~' ? 'clear' : mark === '#' ? { token: TOKEN } : 'keep' }
  })
}

export function configuration(fields: string, more: Partial<ImportConfiguration> = {}): ImportConfiguration {
  return {
    version: 1,
    recordType: 'customers',
    sheet: 'Kunden',
    headerRow: 1,
    mode: 'update',
    assignment: { by: 'email', column: 'rep' },
    mapping: mapping(fields),
    notation: GERMAN,
    ...more,
  }
}

/** Rows from row 2 on, as under a header in row 1. */
function sheetRows(rows: readonly (readonly Cell[])[]): SheetRow[] {
  return rows.map((cells, index) => ({ row: index + 2, cells }))
}

export interface Scene {
  readonly type?: RecordTypeName
  readonly records?: readonly StoredRecord[]
  readonly customers?: readonly StoredRecord[]
  readonly rows: readonly (readonly Cell[])[]
  readonly mode?: ImportConfiguration['mode']
  readonly unassigned?: readonly (readonly Cell[])[]
  /** More of the configuration than its mapping and mode. */
  readonly settings?: Partial<ImportConfiguration>
  readonly elsewhere?: PlanInput['elsewhere']
  readonly keysOfOthers?: PlanInput['keysOfOthers']
}

export function planInput(fields: string, scene: Scene): PlanInput {
  const type = scene.type ?? 'customers'
  const config = configuration(fields, { recordType: type, mode: scene.mode ?? 'update', ...scene.settings })
  return {
    recordType: recordType(type),
    configuration: config,
    columns: config.mapping.map(({ column }) => column),
    records: scene.records ?? [],
    customers: scene.customers ?? [],
    rows: sheetRows(scene.rows),
    ...(scene.unassigned === undefined ? {} : { unassignedRows: sheetRows(scene.unassigned) }),
    elsewhere: scene.elsewhere,
    keysOfOthers: scene.keysOfOthers,
    importId: 'import-1',
    author: IMPORTER,
    now: NOW,
    newRecordId: (row) => `new-${row}`,
  }
}

export const planOf = (fields: string, scene: Scene): Plan => plan(planInput(fields, scene))

/** `2 created, 3 rejected required-missing`: row, outcome and codes of every entry, short enough to read in a test. */
export function outline({ entries }: Plan): string[] {
  return entries.map(({ row, outcome, reasons = [] }) =>
    [row ?? '-', outcome, ...reasons.map(({ code }) => code)].join(' '),
  )
}

/** An independent store: every operation is written against the state it was planned on, and gets a new etag. */
export function apply(records: readonly StoredRecord[], { entries }: Plan): StoredRecord[] {
  const store = new Map(records.map((record) => [record.id, record]))
  for (const { operation } of entries) {
    if (operation === undefined) continue
    const { after } = operation
    const there = store.get(after.id)
    const expected = operation.kind === 'create' ? undefined : operation.before
    if (there?.etag !== expected?.etag) throw new Error(`Record ${after.id} is not in the state it was planned on`)
    store.set(after.id, { ...after, etag: `etag-${after.id}-${after.version}-${there?.etag ?? ''}` })
  }
  return [...store.values()]
}

export function only(plan: Plan): MusterRecord {
  const [entry] = plan.entries
  if (entry?.operation === undefined) throw new Error('There is no operation')
  return entry.operation.after
}

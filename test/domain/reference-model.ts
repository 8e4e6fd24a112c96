import type { Cell } from '../../lib/domain/cells.ts'
import type { FieldMapping, ImportMode } from '../../lib/domain/configuration.ts'
import type { Fields, FieldValue, StoredRecord } from '../../lib/domain/records.ts'

/**
 * What an import does to one user's customers, told a second time and as plainly as possible: every question is a walk
 * over all rows and all records. It shares only types with the product. Dates are ISO text here, texts have one Unicode form.
 */

export interface ModelScene {
  readonly mode: ImportMode
  readonly mapping: readonly FieldMapping[]
  readonly records: readonly StoredRecord[]
  readonly rows: readonly (readonly Cell[])[]
  /** Rows of the file that belong to nobody: they change nothing, but what they name is in the file. */
  readonly unassigned?: readonly (readonly Cell[])[]
}

export interface ModelRecord {
  readonly id: string
  readonly fields: Fields
  readonly deleted: boolean
}

export interface ModelResult {
  /** One word per row, in the order of the rows. */
  readonly outcomes: readonly string[]
  readonly records: readonly ModelRecord[]
  readonly deleted: number
}

type Said = { readonly value: FieldValue } | 'nothing' | 'clear' | 'bad'

const REQUIRED = ['name', 'zip', 'city']

/** The value of a text in a field; null if it is none. */
function valueOf(field: string, text: string): FieldValue | null {
  switch (field) {
    case 'externalId':
      return /^[A-Za-z0-9_{}.-]{1,40}$/u.test(text) ? text : null
    case 'email':
      return text.includes('@') ? text : null
    case 'callIntervalDays': {
      const days = Number(text)
      return days === 0 || (Number.isInteger(days) && days >= 7 && days <= 730) ? days : null
    }
    case 'lastCall':
      return /^\d{4}-\d\d-\d\d$/u.test(text) ? text : null
    default:
      return text
  }
}

/** What a cell says about its field: replacements are read first, then emptiness and the token, then the value. */
function said(cell: Cell, { field, empty, replacements = [] }: FieldMapping): Said {
  const shown = cell === null ? '' : typeof cell === 'object' ? cell.error : String(cell).trim()
  const same = (other: string) => other.trim().toLowerCase() === shown.toLowerCase()
  const replacement = replacements.find(({ from }) => same(from))
  if (replacement === undefined && typeof cell === 'object' && cell !== null) return 'bad'
  const text = replacement?.to.trim() ?? shown
  if (text === '') return empty === 'clear' ? 'clear' : 'nothing'
  if (typeof empty === 'object' && empty.token.toLowerCase() === text.toLowerCase()) return 'clear'
  const value = valueOf(field, text)
  return value === null ? 'bad' : { value }
}

/** As people read a name: without case, with any space counting as one. External IDs by letter and case. */
function comparable(field: string, value: FieldValue | undefined): string {
  const text = String(value ?? '').trim()
  if (field === 'externalId' || field === 'id') return text
  const words = text.toLowerCase().replaceAll(/\s+/gu, ' ')
  return field === 'zip' ? words.replace(/^0+(?=.)/u, '') : words
}

export function modelImport({ mode, mapping, records, rows, unassigned = [] }: ModelScene): ModelResult {
  const keyFields = mapping.filter(({ update }) => update === 'key').map(({ field }) => field)
  // Without a key, new records are still told apart by their external IDs.
  const keys =
    keyFields.length > 0 ? keyFields : mapping.some(({ field }) => field === 'externalId') ? ['externalId'] : []
  const kept = new Set(mapping.filter(({ update }) => update === 'keep').map(({ field }) => field))
  const readAll = (lines: ModelScene['rows']) =>
    lines.map((cells) => new Map(mapping.map((entry, index) => [entry.field, said(cells[index] ?? null, entry)])))
  const read = readAll(rows)
  const given = (row: ReadonlyMap<string, Said>, field: string): FieldValue | undefined => {
    const what = row.get(field)
    return typeof what === 'object' ? what.value : undefined
  }
  const keyUnreadable = (row: ReadonlyMap<string, Said>) => keys.some((field) => row.get(field) === 'bad')
  const keyEmpty = (row: ReadonlyMap<string, Said>) => keys.every((field) => given(row, field) === undefined)
  const keyUsable = (row: ReadonlyMap<string, Said>) => !keyUnreadable(row) && !keyEmpty(row)
  const same = (
    row: ReadonlyMap<string, Said>,
    by: readonly string[],
    value: (field: string) => FieldValue | undefined,
  ) => by.every((field) => comparable(field, given(row, field)) === comparable(field, value(field)))
  const sameKey = (row: ReadonlyMap<string, Said>, other: ReadonlyMap<string, Said>) =>
    same(row, keys, (field) => given(other, field))
  // A row that gives no ID means a record by its other keys.
  const keysOf = (row: ReadonlyMap<string, Said>) =>
    keys.filter((field) => field !== 'id' || given(row, field) !== undefined)
  const matches = (row: ReadonlyMap<string, Said>, among: readonly StoredRecord[]) =>
    keyUsable(row)
      ? among.filter(({ id, fields }) => same(row, keysOf(row), (field) => ({ ...fields, id })[field]))
      : []

  const living = records.filter(({ deleted }) => deleted === undefined)
  const binned = records.filter(({ deleted }) => deleted !== undefined)
  const after = new Map<string, ModelRecord>(
    records.map(({ id, fields, deleted }) => [id, { id, fields, deleted: deleted !== undefined }]),
  )

  const foundBy = (row: ReadonlyMap<string, Said>) =>
    [matches(row, living), matches(row, binned)].find(({ length }) => length > 0) ?? []

  const outcomes = read.map((row, index): string => {
    if ([...row.values()].includes('bad')) return 'rejected'
    const others = read.filter((_, other) => other !== index)
    if (mode !== 'create' && keyEmpty(row)) return 'rejected'
    if (!keyEmpty(row) && others.some((other) => keyUsable(other) && sameKey(row, other))) return 'rejected'
    const externalId = given(row, 'externalId')
    if (externalId !== undefined && others.some((other) => given(other, 'externalId') === externalId)) return 'rejected'

    const found = foundBy(row)
    const [match] = found
    const alsoFind = (other: ReadonlyMap<string, Said>) => foundBy(other).length === 1 && foundBy(other)[0] === match
    if (found.length === 1 && others.some(alsoFind)) return 'rejected'
    if (mode === 'create' && match !== undefined) return 'rejected'
    if (found.length > 1) return 'rejected'
    const entersId = externalId !== undefined && (match === undefined || !kept.has('externalId'))
    if (entersId && records.some(({ id, fields }) => id !== match?.id && fields['externalId'] === externalId))
      return 'rejected'

    const fields: Record<string, FieldValue> = { ...match?.fields }
    for (const { field, update } of mapping) {
      const what = row.get(field) ?? 'nothing'
      if (what === 'bad' || what === 'nothing') continue
      const old = match?.fields[field]
      if (match !== undefined) {
        if (update === 'key' || update === 'keep') continue
        if (
          update === 'overwrite-if-newer' &&
          (what === 'clear' || (old !== undefined && String(what.value) <= String(old)))
        )
          continue
        const value = what === 'clear' ? undefined : what.value
        if (field === 'externalId' && old !== undefined && old !== value) return 'rejected'
        if (REQUIRED.includes(field) && value === undefined) return 'rejected'
      }
      if (what === 'clear') delete fields[field]
      else fields[field] = what.value
    }
    // The system gives IDs; a row cannot.
    if (match === undefined && given(row, 'id') !== undefined) return 'rejected'
    if (match === undefined && REQUIRED.some((field) => fields[field] === undefined)) return 'rejected'
    const id = match?.id ?? `new-${index + 2}`
    after.set(id, { id, fields, deleted: false })
    if (match === undefined) return 'created'
    if (match.deleted !== undefined) return 'restored'
    const names = new Set([...Object.keys(fields), ...Object.keys(match.fields)])
    return [...names].some((name) => fields[name] !== match.fields[name]) ? 'updated' : 'unchanged'
  })

  // Missing from the file is only what no row can mean, by its key, its external ID or its ID.
  const names = (row: ReadonlyMap<string, Said>, record: StoredRecord) =>
    matches(row, [record]).length > 0 ||
    (given(row, 'externalId') !== undefined && given(row, 'externalId') === record.fields['externalId']) ||
    given(row, 'id') === record.id
  const missing =
    mode === 'update-and-delete' && read.every(keyUsable)
      ? living.filter(
          (record) => ![...read, ...readAll(unassigned).filter(keyUsable)].some((row) => names(row, record)),
        )
      : []
  for (const { id, fields } of missing) after.set(id, { id, fields, deleted: true })
  return { outcomes, records: [...after.values()], deleted: missing.length }
}

import type { FieldMapping, ImportConfiguration } from './configuration.ts'
import { comparableCell } from './planning/columns.ts'
import type { ProblemPlace } from './problems.ts'
import { fieldOf } from './record-types/catalogue.ts'
import type { Field, RecordType } from './record-types/types.ts'

/** Source: the reference product allows 1 to 8 key fields. */
const MAX_KEYS = 8

const place = (pointer: string, message: string, column?: string): ProblemPlace => ({
  pointer,
  message,
  ...(column === undefined ? {} : { column }),
})

/** Required fields to which no column is mapped. A new record cannot be made without them. */
export function unmappedRequired(type: RecordType, mapping: readonly FieldMapping[]): ProblemPlace[] {
  const mapped = new Set(mapping.map(({ field }) => field))
  const fields = type.fields
    .filter((field) => field.required === true && !mapped.has(field.name))
    .map((field) => place('/mapping', `No column is mapped to ${field.label.en}, which every new record needs.`))
  // A rule that even an empty record breaks asks for at least one of its fields.
  const rules = type.rules
    .filter((rule) => rule.broken({}) && !rule.fields.some((field) => mapped.has(field)))
    .map((rule) => place('/mapping', `No column is mapped to ${rule.fields.join(' or ')}. ${rule.message.en}`))
  return [...fields, ...rules]
}

function checkField(entry: FieldMapping, field: Field | undefined, at: string, creates: boolean): ProblemPlace[] {
  if (field === undefined) return [place(`${at}/field`, `There is no field "${entry.field}".`, entry.column)]
  if (field.name === 'id' && creates) {
    return [
      place(
        `${at}/field`,
        `${field.label.en} is given by Muster; it cannot be imported into new records.`,
        entry.column,
      ),
    ]
  }
  if (field.name === 'id' && entry.update !== 'key') {
    return [place(`${at}/update`, `${field.label.en} can only be used as a key.`, entry.column)]
  }
  if (entry.update === 'key' && field.key !== true) {
    return [place(`${at}/update`, `${field.label.en} cannot be used as a key.`, entry.column)]
  }
  if (entry.update === 'overwrite-if-newer' && field.type !== 'date' && field.type !== 'date-time') {
    const message = `${field.label.en} is no date, so that nothing about it is newer.`
    return [place(`${at}/update`, message, entry.column)]
  }
  return []
}

/** Two replacements for what is the same to a cell: which one is meant cannot be said. */
function checkReplacements({ column, replacements = [] }: FieldMapping, at: string): ProblemPlace[] {
  const compared = replacements.map(({ from }) => comparableCell(from))
  return replacements.flatMap(({ from }, index) =>
    compared.indexOf(comparableCell(from)) === index
      ? []
      : [place(`${at}/replacements/${index}/from`, `"${from}" is replaced twice.`, column)],
  )
}

function checkMapping(
  type: RecordType,
  configuration: ImportConfiguration,
  columns: readonly string[],
): ProblemPlace[] {
  const seen = new Map<string, string>()
  return configuration.mapping.flatMap((entry, index) => {
    const at = `/mapping/${index}`
    const problems = [
      ...checkField(entry, fieldOf(type, entry.field), at, configuration.mode === 'create'),
      ...checkReplacements(entry, at),
    ]
    if (!columns.includes(entry.column))
      problems.push(place(`${at}/column`, `The file has no column "${entry.column}".`, entry.column))
    const other = seen.get(entry.field)
    if (other !== undefined) {
      problems.push(
        place(`${at}/field`, `"${entry.field}" is mapped twice, from "${other}" and "${entry.column}".`, entry.column),
      )
    }
    seen.set(entry.field, entry.column)
    return problems
  })
}

function checkKeys({ mode, mapping }: ImportConfiguration): ProblemPlace[] {
  const keys = mapping.filter(({ update }) => update === 'key').length
  if (keys > MAX_KEYS) return [place('/mapping', `${keys} fields are keys; at most ${MAX_KEYS} are allowed.`)]
  if (keys === 0 && mode !== 'create') {
    return [
      place(
        '/mapping',
        `An import that updates needs 1 to ${MAX_KEYS} key fields, by which existing records are found.`,
      ),
    ]
  }
  return []
}

/** Source: the reference product brings customers over only in modes that update, found by external or system ID alone. */
function checkTransfer({ recordType, mode, mapping, transfer }: ImportConfiguration): ProblemPlace[] {
  if (transfer === undefined || transfer.mode === 'none') return []
  if (recordType !== 'customers') return [place('/transfer', 'Only customers can be brought over from other users.')]
  if (mode === 'create') return [place('/transfer', 'An import that only creates records brings none over.')]
  const keys = mapping.filter(({ update }) => update === 'key')
  if (transfer.mode === 'copy' && keys.some(({ field }) => field === 'id')) {
    const message =
      'A copy has another Muster ID and would be made again by every import: only the external ID may be a key.'
    return [place('/transfer', message)]
  }
  return keys.every(({ field }) => field === 'externalId' || field === 'id')
    ? []
    : [
        place(
          '/transfer',
          'Customers of other users are found by external ID or Muster ID only: no other field may be a key.',
        ),
      ]
}

function checkLastCall({ recordType, raiseLastCall }: ImportConfiguration): ProblemPlace[] {
  if (raiseLastCall !== true || recordType === 'reports') return []
  return [place('/raiseLastCall', 'Only reports can raise the last call of their customers.')]
}

/**
 * Everything that is wrong with a configuration for a file with these columns and sheets; none means it can be used.
 * `pointer` is a JSON pointer into the configuration. An import that updates may leave required fields unmapped (it then
 * changes only what is mapped, and rejects rows that would be new records); one that only creates may not.
 */
export function checkConfiguration(
  type: RecordType,
  configuration: ImportConfiguration,
  columns: readonly string[],
  sheets: readonly string[],
): ProblemPlace[] {
  const { sheet, headerRow, assignment, mapping, mode } = configuration
  const problems: ProblemPlace[] = []
  if (!sheets.includes(sheet)) problems.push(place('/sheet', `The file has no sheet "${sheet}".`))
  if (!Number.isInteger(headerRow) || headerRow < 1)
    problems.push(place('/headerRow', 'The header row is a row number from 1.'))
  if (!columns.includes(assignment.column)) {
    problems.push(place('/assignment/column', `The file has no column "${assignment.column}".`, assignment.column))
  }
  if (mapping.length === 0) problems.push(place('/mapping', 'No column is mapped to a field.'))
  problems.push(
    ...checkMapping(type, configuration, columns),
    ...checkKeys(configuration),
    ...checkTransfer(configuration),
    ...checkLastCall(configuration),
  )
  if (mode === 'create') problems.push(...unmappedRequired(type, mapping))
  return problems
}

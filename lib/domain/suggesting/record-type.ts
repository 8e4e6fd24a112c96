import type { Notation } from '../configuration.ts'
import { recordType } from '../record-types/catalogue.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../record-types/types.ts'
import type { SuggestColumn } from './columns.ts'
import { suggestFields } from './field-columns.ts'

/** Fewer columns that look like fields of a type prove nothing: many lists have a name and a note. */
const FEWEST_FIELDS = 3

/** What the rows of a file seem to be: the type to which most columns belong, if one is ahead of all others. */
export function suggestRecordType(columns: readonly SuggestColumn[], notation: Notation): RecordTypeName | undefined {
  const [first, second] = RECORD_TYPE_NAMES.map((name) => ({
    name,
    fields: suggestFields(recordType(name), columns, notation).filter(({ confidence }) => confidence === 'high').length,
  })).sort((one, other) => other.fields - one.fields)
  if (!first || first.fields < FEWEST_FIELDS || first.fields === second?.fields) return undefined
  return first.name
}

import { RECORD_TYPES } from '../domain/record-types/catalogue.ts'
import type { Field, FieldRule, FieldType, RecordTypeName, Text } from '../domain/record-types/types.ts'

interface ShownField extends Pick<Field, 'name' | 'label' | 'help'> {
  readonly type: FieldType
  readonly required: boolean
  readonly immutable: boolean
  readonly key: boolean
  readonly rule?: Readonly<Record<string, unknown>>
}

const shownRule = (rule: FieldRule): Record<string, unknown> => ({ ...rule })

function shown(field: Field): ShownField {
  const { name, type, label, help, required = false, immutable = false, key = false, rule } = field
  return { name, type, label, help, required, immutable, key, ...(rule === undefined ? {} : { rule: shownRule(rule) }) }
}

/** The catalogue of record types with their fields and rules. */
export const listRecordTypes =
  () => async (): Promise<{ recordTypes: { name: RecordTypeName; label: Text; fields: ShownField[] }[] }> => ({
    recordTypes: Object.values(RECORD_TYPES).map(({ name, label, fields }) => ({
      name,
      label,
      fields: fields.map(shown),
    })),
  })

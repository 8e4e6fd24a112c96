import { RECORD_TYPES } from '../domain/record-types/catalogue.ts'
import { withCustomFields, type CustomFieldSet } from '../domain/record-types/custom-fields.ts'
import { comparisonOf, type Comparison } from '../domain/record-types/comparison.ts'
import type { Field, FieldRule, FieldType, RecordTypeName, Text } from '../domain/record-types/types.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'

interface ShownField extends Pick<Field, 'name' | 'label' | 'help' | 'group'> {
  readonly type: FieldType
  readonly custom: boolean
  readonly required: boolean
  readonly immutable: boolean
  readonly key: boolean
  readonly comparison: Comparison
  readonly rule?: Readonly<Record<string, unknown>>
}

interface ShownType {
  readonly name: RecordTypeName
  readonly label: Text
  readonly fields: readonly ShownField[]
  readonly customFields: Pick<CustomFieldSet, 'revision' | 'fields'>
}

const shownRule = (rule: FieldRule): Record<string, unknown> => ({ ...rule })

function shown(field: Field): ShownField {
  const { synonyms: _synonyms, initial: _initial, rule, ...rest } = field
  const { custom = false, required = false, immutable = false, key = false } = field
  const comparison = comparisonOf(field)
  return {
    ...rest,
    custom,
    required,
    immutable,
    key,
    comparison,
    ...(rule === undefined ? {} : { rule: shownRule(rule) }),
  }
}

/** The catalogue of record types with their fields and rules, as the caller's company uses it. */
export const listRecordTypes =
  ({ getCustomFields }: Pick<Ports, 'getCustomFields'>) =>
  async ({ company }: Pick<Caller, 'company'>): Promise<{ recordTypes: ShownType[] }> => ({
    recordTypes: await Promise.all(
      Object.values(RECORD_TYPES).map(async (type): Promise<ShownType> => {
        const customFields = await getCustomFields(company.id, type.name)
        const { name, label, fields } = withCustomFields(type, customFields.fields)
        return { name, label, fields: fields.map(shown), customFields }
      }),
    ),
  })

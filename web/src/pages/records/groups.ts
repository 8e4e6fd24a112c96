import { useTranslation } from 'react-i18next'
import type { Field, RecordType } from '../../api/record-types.ts'
import { useLabel } from '../../texts/labels.ts'

interface FieldGroup {
  readonly title: string
  readonly fields: readonly Field[]
}

/** The fields of a record under their headings, in their order. The system's own ID is none of them. */
export function useFieldGroups({ fields }: RecordType): readonly FieldGroup[] {
  const { t } = useTranslation('records')
  const label = useLabel()
  const groups = new Map<string, Field[]>()
  for (const field of fields) {
    if (field.name === 'id') continue
    const title = field.group === undefined ? t(field.custom ? 'ownFields' : 'general') : label(field.group)
    groups.set(title, [...(groups.get(title) ?? []), field])
  }
  return [...groups].map(([title, members]) => ({ title, fields: members }))
}

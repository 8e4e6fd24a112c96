import { useTranslation } from 'react-i18next'
import type { RecordType } from '../../api/record-types.ts'
import { useLabel } from '../../texts/labels.ts'

/** What people call a field; one that was removed since is named as such. */
export function useFieldName({ fields }: RecordType): (name: string) => string {
  const { t } = useTranslation('configurations')
  const label = useLabel()
  return (name) => {
    const field = fields.find((one) => one.name === name)
    return field === undefined ? t('fieldGone', { field: name }) : label(field.label)
  }
}

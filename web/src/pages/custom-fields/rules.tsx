import { useTranslation } from 'react-i18next'
import { customFieldType } from '../../../../lib/contracts/custom-fields.ts'
import type { Field } from '../../api/record-types.ts'
import { ruleOf } from '../../components/field-draft.ts'
import { useFormats } from '../../texts/formats.ts'
import { useLabel } from '../../texts/labels.ts'

/** What holds for the values of a field, in a few words. */
export function useRules(): (field: Field) => string {
  const { t } = useTranslation('customFields')
  const { number } = useFormats()
  const label = useLabel()
  return (field) => {
    const { min, max, maxLength, options } = ruleOf(field)
    return [
      field.required ? t('required') : '',
      field.key ? t('isKey') : '',
      field.immutable ? t('unchangeable') : '',
      min === undefined ? '' : t('from', { min: number(min) }),
      max === undefined ? '' : t('to', { max: number(max) }),
      maxLength === undefined ? '' : t('longest', { count: maxLength }),
      options === undefined ? '' : t('options', { count: options.length }),
      field.group === undefined ? '' : t('inGroup', { group: label(field.group) }),
    ]
      .filter((part) => part !== '')
      .join(' · ')
  }
}

/** What kind of value a field holds, in a word. */
export function useKind(): (type: string) => string {
  const { t } = useTranslation('customFields')
  return (type) => (isKnown(type) ? t(`fieldTypes.${type}`) : type)
}

/** What a field of the company's own can hold, in the order in which it is offered. */
export const OWN_KINDS = customFieldType.options

const KINDS = [...OWN_KINDS, 'country', 'reference', 'identifier'] as const

const isKnown = (type: string): type is (typeof KINDS)[number] => KINDS.some((kind) => kind === type)

import { MultiSelect, NativeSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../api/record-types.ts'
import { useLabel, useLanguage } from '../texts/labels.ts'
import { countries } from './countries.ts'
import { CustomerInput } from './customer-input.tsx'
import type { CommonProps } from './input-props.ts'
import { ruleOf, type Draft } from './field-draft.ts'

export interface FieldInputProps {
  readonly field: Field
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly error?: string | undefined
  /** It is set, and such a field never changes. @default false */
  readonly isFixed?: boolean
  /** Whose customers a reference may name. */
  readonly userId: string
}

/** Where the form puts the focus if this field is wrong. */
export const inputIdOf = (name: string): string => `field-${name}`

const INPUT_TYPES: Partial<Record<string, string>> = { date: 'date', time: 'time', 'date-time': 'datetime-local' }
const KEYBOARDS: Partial<Record<string, 'tel' | 'email' | 'url' | 'decimal' | 'numeric'>> = {
  phone: 'tel',
  email: 'email',
  link: 'url',
  number: 'decimal',
}

const ORDER: CommonProps['inputWrapperOrder'] = ['label', 'input', 'error', 'description']

/** Of what is chosen from a list nobody has to know how it is written in a file. */
const isChosen = ({ type, custom }: Field): boolean =>
  type === 'country' || type === 'reference' || (type === 'selection' && !custom)

const isText = (draft: Draft): draft is string => typeof draft === 'string'

/** The input that fits a field: what may stand in it, said beside it. */
export function FieldInput(props: FieldInputProps) {
  const { field, draft, onChange, error, isFixed = false, userId } = props
  const { t } = useTranslation('records')
  const label = useLabel()
  const common: CommonProps = {
    id: inputIdOf(field.name),
    label: label(field.label),
    description: descriptionOf(isChosen(field) ? '' : label(field.help), isFixed ? t('input.unchangeable') : ''),
    // What it is for stands below, so that inputs beside each other line up.
    inputWrapperOrder: ORDER,
    error,
    withAsterisk: field.required,
    'aria-required': field.required,
  }
  const text = isText(draft) ? draft : ''
  switch (field.type) {
    case 'multiline':
    case 'files':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'yes-no':
      return (
        <NativeSelect
          {...common}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: t('input.notSet') },
            { value: 'yes', label: t('yes', { ns: 'common' }) },
            { value: 'no', label: t('no', { ns: 'common' }) },
          ]}
        />
      )
    case 'selection':
    case 'multi-selection':
    case 'country':
      return <OptionsInput {...props} common={common} />
    case 'reference':
      return <CustomerInput {...common} userId={userId} value={text} onChange={onChange} isRequired={field.required} />
    default: {
      const type = INPUT_TYPES[field.type] ?? 'text'
      return (
        <TextInput
          {...common}
          type={type}
          inputMode={KEYBOARDS[field.type]}
          // Seconds are asked for only where there are some.
          step={/:\d\d:\d\d/u.test(text) ? 1 : undefined}
          autoComplete="off"
          readOnly={isFixed}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    }
  }
}

function descriptionOf(...parts: readonly string[]): string | undefined {
  const text = parts.filter((part) => part !== '').join(' ')
  return text === '' ? undefined : text
}

interface OptionsProps extends FieldInputProps {
  readonly common: CommonProps
}

/** One or several of given options, by their labels. What a record holds and is offered no more stays to be chosen. */
function OptionsInput({ field, draft, onChange, common }: OptionsProps) {
  const { t } = useTranslation('records')
  const label = useLabel()
  const language = useLanguage()
  const offered =
    field.type === 'country'
      ? countries(language)
      : (ruleOf(field).options ?? []).map((option) => ({ value: option.key, label: label(option.label) }))
  const chosen = isText(draft) ? [draft] : draft
  const removed = chosen
    .filter((key) => key !== '' && !offered.some(({ value }) => value === key))
    .map((key) => ({ value: key, label: t('input.removedOption', { key }) }))
  const shared = {
    ...common,
    data: [...offered, ...removed],
    searchable: true,
    nothingFoundMessage: t('input.noOption'),
    clearButtonProps: { 'aria-label': t('input.clear', { field: common.label }) },
  }
  if (field.type === 'multi-selection') {
    return <MultiSelect {...shared} clearable value={[...chosen]} onChange={onChange} />
  }
  return (
    <Select
      {...shared}
      clearable={!field.required}
      placeholder={t('input.choose')}
      limit={300}
      value={isText(draft) && draft !== '' ? draft : null}
      onChange={(key) => onChange(key ?? '')}
    />
  )
}

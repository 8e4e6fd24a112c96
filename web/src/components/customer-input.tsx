import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/api.tsx'
import type { Record } from '../api/record-types.ts'
import { findCustomers, recordsKey, titleOf, useRecord } from '../api/records.ts'
import type { CommonProps } from './input-props.ts'

interface Props extends CommonProps {
  readonly isRequired: boolean
  /** Whose customers can be chosen. */
  readonly userId: string
  /** The Muster ID of the customer; empty for none. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A customer as people tell them apart: name, place and number. */
function wordsOf(customer: Record): string {
  const { zip, city, externalId } = customer.fields
  const place = [zip, city].filter((part) => typeof part === 'string').join(' ')
  return [titleOf(customer) ?? customer.id, place, typeof externalId === 'string' ? externalId : '']
    .filter((part) => part !== '')
    .join(', ')
}

/** Chooses one of the user's customers, looked up by typing. */
export function CustomerInput({ userId, value, onChange, isRequired, ...rest }: Props) {
  const { t } = useTranslation('records')
  const notLoaded = t('problem.notLoaded', { ns: 'common' })
  const api = useApi()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 250)
  const found = useQuery({
    queryKey: [...recordsKey(userId), 'choices', search],
    queryFn: () => findCustomers(api, userId, search),
    placeholderData: keepPreviousData,
  })
  const chosen = useChosen(userId, value)
  const choices = (found.data ?? []).map((customer) => ({ value: customer.id, label: wordsOf(customer) }))
  const data = chosen === undefined || choices.some((choice) => choice.value === value) ? choices : [chosen, ...choices]
  return (
    <Select
      {...rest}
      description={t('input.customer')}
      searchable
      clearable={!isRequired}
      clearButtonProps={{ 'aria-label': t('input.clear', { field: rest.label }) }}
      nothingFoundMessage={found.isError ? notLoaded : t(found.isFetching ? 'searching' : 'input.noCustomer')}
      // The server has looked already, in all fields.
      filter={({ options }) => options}
      data={data}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      // What was chosen stands in the input as well, and is not looked for.
      onSearchChange={(text) => setTyped(data.some(({ label }) => label === text) ? '' : text)}
    />
  )
}

/** The chosen customer as a choice, wherever the search leads; by its ID as long as it is not known. */
function useChosen(userId: string, value: string): { value: string; label: string } | undefined {
  const { data } = useRecord(userId, 'customers', value)
  if (value === '') return undefined
  return { value, label: data === undefined ? value : wordsOf(data) }
}

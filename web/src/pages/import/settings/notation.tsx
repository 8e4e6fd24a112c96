import { Select, SimpleGrid, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Entry, Notation } from './draft.ts'
import type { Settings } from './use-settings.ts'

const DECIMALS = [',', '.'] as const
const ORDERS = ['dmy', 'mdy', 'ymd'] as const
const AS_FILE = ''

function useChoices() {
  const { t } = useTranslation('settings')
  return {
    decimals: [
      { value: ',', label: t('notation.comma') },
      { value: '.', label: t('notation.point') },
    ],
    orders: ORDERS.map((order) => ({ value: order, label: t(`notation.${order}`) })),
  }
}

const decimalOf = (text: string | null) => DECIMALS.find((one) => one === text)
const orderOf = (text: string | null) => ORDERS.find((one) => one === text)

/** How numbers and dates are written in the file. */
export function FileNotation({ settings: { draft, change } }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const { decimals, orders } = useChoices()
  const set = (next: Partial<Notation>) =>
    change((before) => ({ ...before, notation: { ...before.notation, ...next } }))
  return (
    <section aria-labelledby="notation">
      <Title order={2} size="h4" id="notation">
        {t('notation.title')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('notation.lead')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" maw="40rem">
        <Select
          label={t('notation.decimal')}
          data={decimals}
          value={draft.notation.decimal}
          allowDeselect={false}
          onChange={(text) => {
            const decimal = decimalOf(text)
            if (decimal !== undefined) set({ decimal })
          }}
        />
        <Select
          label={t('notation.dateOrder')}
          data={orders}
          value={draft.notation.dateOrder}
          allowDeselect={false}
          onChange={(text) => {
            const dateOrder = orderOf(text)
            if (dateOrder !== undefined) set({ dateOrder })
          }}
        />
      </SimpleGrid>
    </section>
  )
}

interface Props {
  readonly kind: 'decimal' | 'dateOrder'
  readonly value: Entry['notation']
  readonly onChange: (notation: Entry['notation']) => void
}

/** Where one column is written in another way than the file. */
export function ColumnNotation({ kind, value, onChange }: Props) {
  const { t } = useTranslation('settings')
  const { decimals, orders } = useChoices()
  return (
    <Select
      label={t(`details.${kind}`)}
      data={[{ value: AS_FILE, label: t('details.asFile') }, ...(kind === 'decimal' ? decimals : orders)]}
      value={value?.[kind] ?? AS_FILE}
      allowDeselect={false}
      onChange={(text) => {
        const { [kind]: _before, ...rest } = value ?? {}
        const decimal = kind === 'decimal' ? decimalOf(text) : undefined
        const dateOrder = kind === 'dateOrder' ? orderOf(text) : undefined
        const next = {
          ...rest,
          ...(decimal === undefined ? {} : { decimal }),
          ...(dateOrder === undefined ? {} : { dateOrder }),
        }
        onChange(Object.keys(next).length === 0 ? undefined : next)
      }}
    />
  )
}

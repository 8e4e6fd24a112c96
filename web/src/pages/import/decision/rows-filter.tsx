import { Chip, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { RowsQuery } from '../../../api/previews.ts'
import { OUTCOME_ORDER, type Counts } from '../../../components/outcomes.tsx'
import { useFormats } from '../../../texts/formats.ts'

const WRITING_MS = 300

/** What of the rows is shown, as the address says it. */
export function useRowsQuery(): RowsQuery {
  const [query] = useSearchParams()
  return { outcome: query.get('outcome') ?? undefined, search: query.get('search')?.trim() || undefined }
}

interface Props {
  readonly counts: Counts
  /** Of all rows and of what has none. */
  readonly all: number
}

/** Chooses one outcome or all, and searches; both stand in the address. */
export function RowsFilter({ counts, all }: Props) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const [query, setQuery] = useSearchParams()
  const [text, setText] = useState(query.get('search') ?? '')
  const set = (name: string, value: string) =>
    setQuery(
      (before) => {
        if (value === '') before.delete(name)
        else before.set(name, value)
        return before
      },
      { replace: true },
    )
  const search = useDebouncedCallback((value: string) => set('search', value), WRITING_MS)
  const [outcome, setOutcome] = useState(query.get('outcome') ?? '')
  const shown = OUTCOME_ORDER.filter((name) => (counts[name] ?? 0) > 0 || name === outcome)
  return (
    <Group gap="sm" align="flex-end">
      <Chip.Group
        value={outcome}
        onChange={(value) => {
          setOutcome(value)
          set('outcome', value)
        }}
      >
        <Group gap={6} role="radiogroup" aria-label={t('rows.filter')} flex="1 1 20rem">
          <Chip value="" size="sm">
            {t('all', { ns: 'common' })} ({number(all)})
          </Chip>
          {shown.map((name) => (
            <Chip key={name} value={name} size="sm">
              {t(`outcome.${name}`, { ns: 'common' })} ({number(counts[name] ?? 0)})
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        label={t('search', { ns: 'common' })}
        placeholder={t('rows.searchHint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
        leftSection={<IconSearch size={16} aria-hidden />}
        type="search"
        w={{ base: '100%', sm: 240 }}
      />
    </Group>
  )
}

import '@mantine/dates/styles.css'
import 'dayjs/locale/de'
import { Button, Group, Select, TextInput } from '@mantine/core'
import { DatePickerInput, DatesProvider } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMe } from '../../api/me.ts'
import { nameOfUser, useUsers } from '../../api/users.ts'
import { useFormats } from '../../texts/formats.ts'
import { actionsByGroup, isAction } from './actions.ts'
import { dayIn } from './period.ts'

type Filter = 'from' | 'to' | 'by' | 'action' | 'subject'

const INLINE = { withinPortal: false }
/** Scrolls by itself; the keys of the field move within it. */
const LONG_LIST = { options: { maxHeight: 360, overflowY: 'auto' } } as const
/** Of the field, by whose name its calendar is called too. */
const PERIOD = 'audit-period'
/** The account that stands for Muster itself. */
const SYSTEM = 'system'

/** What the trail is searched for; all of it stands in the address. */
export function AuditFilters() {
  const { t, i18n } = useTranslation('audit')
  const [query, setQuery] = useSearchParams()
  const language = i18n.language === 'de' ? 'de' : 'en'
  const set = (changes: Partial<Record<Filter, string | null>>) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') after.delete(name)
          else after.set(name, value)
        }
        return after
      },
      { replace: true },
    )
  const groups = useMemo(
    () => [
      { value: '', label: t('everyAction') },
      ...actionsByGroup(language).map(({ group, items }) => ({ group: t(`group.${group}`), items })),
    ],
    [t, language],
  )
  const action = query.get('action')
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <Group align="flex-end" gap="sm" component="section" aria-label={t('filters')}>
        <Period onChange={set} />
        <PersonFilter value={query.get('by')} onChange={(by) => set({ by })} />
        <Select
          label={t('action')}
          flex="1 1 14rem"
          searchable
          allowDeselect={false}
          withScrollArea={false}
          styles={LONG_LIST}
          comboboxProps={INLINE}
          data={groups}
          value={isAction(action) ? action : ''}
          onChange={(value) => set({ action: value })}
        />
        <SubjectFilter
          key={query.get('subject')}
          given={query.get('subject') ?? ''}
          onChange={(subject) => set({ subject })}
        />
        {query.size > 0 && (
          <Button variant="subtle" onClick={() => setQuery({}, { replace: true })}>
            {t('clear')}
          </Button>
        )}
      </Group>
    </DatesProvider>
  )
}

function Period({ onChange }: { readonly onChange: (changes: Record<'from' | 'to', string | null>) => void }) {
  const { t, i18n } = useTranslation('audit')
  const [query] = useSearchParams()
  const from = dayIn(query.get('from'))
  const to = dayIn(query.get('to'))
  const { date } = useFormats()
  const chosen = [from, to].flatMap((day) => (day === null ? [] : date(`${day}T00:00:00`))).join(' – ')
  // Until its last day is chosen a period is nothing to search for.
  const [begun, setBegun] = useState<string | null>(null)
  return (
    <DatePickerInput
      id={PERIOD}
      type="range"
      label={t('period')}
      // It is a button, whose label alone would hide from readers of the screen what was chosen.
      aria-label={`${t('period')}: ${chosen === '' ? t('anyTime') : chosen}`}
      placeholder={t('anyTime')}
      flex="1 1 14rem"
      allowSingleDateInRange
      clearable
      clearButtonProps={{ 'aria-label': t('clearPeriod') }}
      leftSection={<IconCalendar size={18} aria-hidden />}
      leftSectionPointerEvents="none"
      valueFormat={i18n.language === 'de' ? 'DD.MM.YYYY' : 'D MMM YYYY'}
      hideOutsideDates
      popoverProps={{ ...INLINE, id: PERIOD }}
      ariaLabels={{
        monthLevelControl: t('calendar.monthLevelControl'),
        yearLevelControl: t('calendar.yearLevelControl'),
        nextMonth: t('calendar.nextMonth'),
        previousMonth: t('calendar.previousMonth'),
        nextYear: t('calendar.nextYear'),
        previousYear: t('calendar.previousYear'),
        nextDecade: t('calendar.nextDecade'),
        previousDecade: t('calendar.previousDecade'),
      }}
      value={begun === null ? [from, to] : [begun, null]}
      onChange={([first, last]) => {
        const isHalf = first !== null && last === null
        setBegun(isHalf ? first : null)
        if (!isHalf) onChange({ from: first, to: last })
      }}
    />
  )
}

interface OneProps {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** Administrators look for anybody, and for what Muster did by itself; others see only themselves. */
function PersonFilter({ value, onChange }: OneProps) {
  const { t } = useTranslation('audit')
  const isAdministrator = useMe().user.level === 'administrator'
  const { data: users = [] } = useUsers()
  if (!isAdministrator) return null
  const known = [
    { value: '', label: t('everybody') },
    { value: SYSTEM, label: t('system', { ns: 'common' }) },
    ...users.map((user) => ({ value: user.id, label: nameOfUser(user) })),
  ]
  // An account that is gone has entries still: an address may name it.
  const isStrange = value !== null && known.every((one) => one.value !== value)
  return (
    <Select
      label={t('person')}
      flex="1 1 12rem"
      searchable
      allowDeselect={false}
      withScrollArea={false}
      styles={LONG_LIST}
      comboboxProps={INLINE}
      data={isStrange ? [...known, { value, label: value }] : known}
      value={value ?? ''}
      onChange={onChange}
    />
  )
}

function SubjectFilter({ given, onChange }: { readonly given: string; readonly onChange: (subject: string) => void }) {
  const { t } = useTranslation('audit')
  const [text, setText] = useState(given)
  return (
    <form
      style={{ flex: '1 1 14rem' }}
      onSubmit={(event) => {
        event.preventDefault()
        onChange(text.trim())
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={t('subject')}
          placeholder={t('subjectHint')}
          flex={1}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
        />
        <Button type="submit" variant="default">
          {t('apply')}
        </Button>
      </Group>
    </form>
  )
}

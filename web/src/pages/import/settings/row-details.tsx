import { ActionIcon, Button, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../api/record-types.ts'
import { useLabel } from '../../../texts/labels.ts'
import { useSay } from '../../../texts/say.ts'
import type { FileColumn } from './columns.ts'
import { withEntry, withField, type Entry, type Inspection } from './draft.ts'
import { ColumnNotation } from './notation.tsx'
import type { Placed } from './places.ts'
import type { Settings } from './use-settings.ts'
import { WarningList } from './warnings.tsx'

const NUMBERS: readonly string[] = ['integer', 'number']
const DAYS: readonly string[] = ['date', 'date-time']

interface Props {
  readonly settings: Settings
  readonly column: FileColumn
  readonly entry: Entry | undefined
  readonly field: Field | undefined
  readonly warnings: Inspection['warnings']
  readonly errors: readonly Placed[]
}

/** Everything about one column that most people never need. */
export function RowDetails({ settings, column, entry, field, warnings, errors }: Props) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  return (
    <Stack gap="md">
      {warnings.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {t('details.notes')}
          </Title>
          <WarningList warnings={warnings} />
        </div>
      )}
      {entry !== undefined && field !== undefined && (
        <>
          <Text size="sm">
            <b>{label(field.label)}:</b> {label(field.help)}
          </Text>
          <Handling settings={settings} column={column} entry={entry} field={field} errors={errors} />
          <Replacements settings={settings} column={column} entry={entry} errors={errors} />
          <Also settings={settings} column={column} entry={entry} />
        </>
      )}
    </Stack>
  )
}

interface EntryProps {
  readonly settings: Settings
  readonly column: FileColumn
  readonly entry: Entry
}

const EMPTIES = ['keep', 'clear', 'token'] as const

function Handling({
  settings,
  column,
  entry,
  field,
  errors,
}: EntryProps & { readonly field: Field; readonly errors: readonly Placed[] }) {
  const { t } = useTranslation('settings')
  const set = (next: Partial<Entry>) => settings.change((draft) => withEntry(draft, column.name, entry.field, next))
  const kind = typeof entry.empty === 'object' ? 'token' : entry.empty
  const words = { keep: t('details.emptyKeep'), clear: t('details.emptyClear'), token: t('details.emptyToken') }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('details.empty')}
        data={EMPTIES.map((value) => ({ value, label: words[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen === 'keep' || chosen === 'clear') set({ empty: chosen })
          if (chosen === 'token' && kind !== 'token') set({ empty: { token: '#CLEAR' } })
        }}
      />
      {typeof entry.empty === 'object' && (
        <TextInput
          label={t('details.token')}
          description={t('details.tokenHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={40}
          value={entry.empty.token}
          onChange={(event) => set({ empty: { token: event.currentTarget.value } })}
          error={errors.find(({ about }) => about === 'empty')?.message}
        />
      )}
      {NUMBERS.includes(field.type) && (
        <ColumnNotation kind="decimal" value={entry.notation} onChange={(notation) => set({ notation })} />
      )}
      {DAYS.includes(field.type) && (
        <ColumnNotation kind="dateOrder" value={entry.notation} onChange={(notation) => set({ notation })} />
      )}
    </SimpleGrid>
  )
}

function Replacements({ settings, column, entry, errors }: EntryProps & { readonly errors: readonly Placed[] }) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const list = entry.replacements ?? []
  const set = (replacements: NonNullable<Entry['replacements']>) =>
    settings.change((draft) =>
      withEntry(draft, column.name, entry.field, {
        replacements: replacements.length === 0 ? undefined : replacements,
      }),
    )
  const wrong = errors.filter(({ about }) => about === 'replacements')
  return (
    <div>
      <Title order={3} size="h6">
        {t('details.replacements')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('details.replacementsHelp')}
      </Text>
      <Stack gap="xs" mt="xs">
        {list.map((one, index) => (
          // Lines have no identity of their own: what is written in them changes with every key.
          <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              label={t('details.from')}
              value={one.from}
              maxLength={1000}
              onChange={(event) => set(list.with(index, { ...one, from: event.currentTarget.value }))}
              style={{ flex: 1 }}
            />
            <TextInput
              label={t('details.to')}
              value={one.to}
              maxLength={1000}
              onChange={(event) => set(list.with(index, { ...one, to: event.currentTarget.value }))}
              style={{ flex: 1 }}
            />
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('details.remove', { value: one.from })}
              onClick={() => set(list.toSpliced(index, 1))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {wrong.map(({ message }) => (
          <Text key={message} size="sm" c="red">
            {say(message)}
          </Text>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set([...list, { from: '', to: '' }])}
          >
            {t('details.add')}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}

/** The same column in another field as well. */
function Also({ settings, column }: EntryProps) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const { made, type, change } = settings
  const used = new Set(made.configuration.mapping.map(({ field }) => field))
  const free = type.fields.filter(({ name }) => !used.has(name))
  return (
    <Select
      label={t('details.also')}
      placeholder={t('columns.none')}
      data={free.map((one) => ({ value: one.name, label: label(one.label) }))}
      value={null}
      searchable
      maw="24rem"
      onChange={(name) => {
        const field = free.find((one) => one.name === name)
        if (field !== undefined) change((before) => withField(before, column.name, undefined, field))
      }}
    />
  )
}

import { Alert, Button, Group, List, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Waiting } from '../../../components/answer.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useLabel } from '../../../texts/labels.ts'
import { useSay } from '../../../texts/say.ts'
import type { FileColumn } from './columns.ts'
import { missingFields, withField } from './draft.ts'
import { Keys } from './keys.tsx'
import { MappingTable } from './mapping-table.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { FileNotation } from './notation.tsx'
import type { PartProps } from './part.ts'
import { LastCall, TransferChoice } from './transfer.tsx'
import type { Settings } from './use-settings.ts'

interface Props {
  readonly settings: Settings
  readonly columns: readonly FileColumn[]
}

/** What becomes of each column, and what is done with records that exist. */
export function ColumnsPart({ settings }: PartProps) {
  const { columns, columnsError, item } = settings
  if (columns === undefined) return columnsError ? <ErrorAlert error={columnsError} /> : <Waiting />
  return (
    <Stack gap="xl">
      <ModeChoice settings={settings} />
      <Missing settings={settings} columns={columns} />
      <General settings={settings} />
      <Offers settings={settings} columns={columns} />
      <MappingTable settings={settings} columns={columns} />
      <Keys settings={settings} />
      <FileNotation settings={settings} />
      {item.recordType === 'customers' && <TransferChoice settings={settings} />}
      {item.recordType === 'reports' && <LastCall settings={settings} />}
    </Stack>
  )
}

/** Fields that every new record needs and no column fills: mended here at once. */
function Missing({ settings, columns }: Props) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const { made, draft, type, change } = settings
  const missing = missingFields(made.configuration, type.fields)
  if (missing.length === 0) return null
  const used = new Set(made.configuration.mapping.map(({ column }) => column))
  const free = columns.filter(({ name }) => !used.has(name) && name !== draft.assignment)
  const isNeeded = draft.mode === 'create'
  return (
    <Alert
      color={isNeeded ? 'red' : 'yellow'}
      icon={<IconAlertTriangle aria-hidden />}
      title={t('missing.title')}
      role="status"
    >
      <Text size="sm" mb="sm">
        {isNeeded ? t('missing.create') : t('missing.update')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {missing.map((field) => (
          <Select
            key={field.name}
            label={t('missing.choose', { field: label(field.label) })}
            placeholder={t('missing.placeholder')}
            data={free.map(({ name, samples }) => ({
              value: name,
              label: samples.length === 0 ? name : `${name} (${samples.join(', ').slice(0, 60)})`,
            }))}
            value={null}
            onChange={(column) => column !== null && change((before) => withField(before, column, undefined, field))}
            searchable
          />
        ))}
      </SimpleGrid>
    </Alert>
  )
}

/** What is wrong with the mapping as a whole, and has no row of its own. */
function General({ settings: { mistakes } }: { readonly settings: Settings }) {
  const say = useSay()
  const general = mistakes.filter(
    ({ part, column, pointer }) => part === 'columns' && column === undefined && pointer !== '/transfer',
  )
  if (general.length === 0) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="status">
      <List>
        {general.map(({ message }) => (
          <List.Item key={message}>{say(message)}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** What Muster only supposes: taken with one click, or left. */
function Offers({ settings, columns }: Props) {
  const { t } = useTranslation('settings')
  const label = useLabel()
  const say = useSay()
  const { reasons, made, type, change } = settings
  const offers = reasons.flatMap((reason) => {
    const field = type.fields.find(({ name }) => name === reason.field)
    const isFree =
      columns.some(({ name }) => name === reason.column) &&
      made.configuration.mapping.every((entry) => entry.column !== reason.column && entry.field !== reason.field)
    return reason.confidence === 'low' && field !== undefined && isFree ? [{ ...reason, target: field }] : []
  })
  if (offers.length === 0) return null
  return (
    <Alert color="indigo" icon={<IconBulb aria-hidden />} title={t('offers.title')}>
      <Text size="sm">{t('offers.lead')}</Text>
      <List mt="xs" spacing="xs">
        {offers.map(({ column, why, target }) => {
          const names = { column, field: label(target.label) }
          return (
            <List.Item key={column}>
              <Group gap="sm">
                <span style={{ overflowWrap: 'anywhere' }}>
                  {t('offers.into', names)}{' '}
                  <Text span size="sm" c="dimmed">
                    {say(why)}
                  </Text>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('offers.acceptLabel', names)}
                  onClick={() => change((before) => withField(before, column, undefined, target))}
                >
                  {t('offers.accept')}
                </Button>
              </Group>
            </List.Item>
          )
        })}
      </List>
    </Alert>
  )
}

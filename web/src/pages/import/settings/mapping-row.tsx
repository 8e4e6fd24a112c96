import { ActionIcon, Badge, Group, Select, Table, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconUserCheck } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../../texts/labels.ts'
import { useSay } from '../../../texts/say.ts'
import type { FileColumn } from './columns.ts'
import { updatesOf, withEntry, type Entry, type Update } from './draft.ts'
import { FieldSelect } from './field-select.tsx'
import classes from './mapping-table.module.css'
import { RowDetails } from './row-details.tsx'
import type { Settings } from './use-settings.ts'

const UPDATES = ['key', 'overwrite', 'keep', 'overwrite-if-newer'] as const satisfies readonly Update[]

const updateOf = (text: string | null): Update | undefined => UPDATES.find((one) => one === text)

interface Props {
  readonly settings: Settings
  readonly column: FileColumn
  /** Absent where the column is not imported. */
  readonly entry: Entry | undefined
  /** A column that goes into several fields has several rows. */
  readonly isFirst: boolean
}

/** One column, and one field it goes into. */
export function MappingRow({ settings, column, entry, isFirst }: Props) {
  const { t } = useTranslation('settings')
  const say = useSay()
  const label = useLabel()
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const { type, mistakes, reasons, change, inspection, draft } = settings
  const field = type.fields.find(({ name }) => name === entry?.field)
  const own = mistakes.filter((one) => one.column === column.name && one.field === entry?.field)
  const ofUpdate = own.filter(({ about }) => about === 'update')
  const ofField = own.filter(({ about }) => about === 'field' || about === 'column' || about === undefined)
  const inDetails = own.filter(({ about }) => about === 'empty' || about === 'replacements' || about === 'notation')
  const reason = reasons.find((one) => one.column === column.name && one.field === entry?.field)
  const warnings = inspection.warnings.filter((one) => one.column === column.name)
  const open = isOpen || inDetails.length > 0
  const sentences = (list: typeof own) =>
    list.length > 0 ? list.map(({ message }) => say(message)).join(' ') : undefined
  return (
    <>
      <Table.Tr className={entry === undefined ? (classes.unused ?? '') : ''}>
        <Table.Th scope="row" fw={400}>
          <Group gap={6} wrap="nowrap" align="flex-start">
            <Text fw={600} className={classes.name ?? ''}>
              {column.name}
            </Text>
            {isFirst && draft.assignment === column.name && (
              <Tooltip label={t('columns.isAssignment')}>
                <IconUserCheck size={18} role="img" aria-label={t('columns.isAssignment')} style={{ flexShrink: 0 }} />
              </Tooltip>
            )}
          </Group>
          {isFirst && (
            <Text size="sm" c="dimmed" className={classes.samples ?? ''} title={column.samples.join(' · ')}>
              {column.letter}: {column.samples.length === 0 ? t('columns.noSamples') : column.samples.join(' · ')}
            </Text>
          )}
          {isFirst && warnings.length > 0 && (
            <Badge
              color="yellow"
              variant="light"
              size="sm"
              tt="none"
              leftSection={<IconAlertTriangle size={12} aria-hidden />}
            >
              {t('columns.warnings', { count: warnings.length })}
            </Badge>
          )}
        </Table.Th>
        <Table.Td>
          <FieldSelect settings={settings} column={column.name} entry={entry} error={sentences(ofField)} />
          {reason !== undefined && (
            <Text size="xs" c="dimmed" mt={2}>
              {say(reason.why)}
              {reason.confidence !== 'high' && ` (${t(`confidence.${reason.confidence}`)})`}
            </Text>
          )}
        </Table.Td>
        <Table.Td>
          {entry !== undefined && field !== undefined && (
            <>
              <Select
                aria-label={t('columns.updateOf', { field: label(field.label) })}
                data={[...new Set([...updatesOf(field), entry.update])].map((update) => ({
                  value: update,
                  label: t(`update.${update}`),
                }))}
                value={entry.update}
                allowDeselect={false}
                renderOption={({ option }) => <UpdateOption text={option.label} update={updateOf(option.value)} />}
                onChange={(chosen) => {
                  const update = updateOf(chosen)
                  if (update !== undefined) change((before) => withEntry(before, column.name, entry.field, { update }))
                }}
                error={sentences(ofUpdate)}
              />
              {entry.update !== 'overwrite' && (
                <Text size="xs" c="dimmed" mt={2}>
                  {t(`update.explain.${entry.update}`)}
                </Text>
              )}
            </>
          )}
        </Table.Td>
        <Table.Td className={classes.arrow ?? ''}>
          {(entry !== undefined || warnings.length > 0) && (
            <ActionIcon
              variant="subtle"
              size="lg"
              className={classes.more ?? ''}
              aria-expanded={open}
              aria-controls={detailsId}
              aria-label={t('columns.detailsOf', { column: column.name })}
              onClick={() => setOpen(!open)}
            >
              <IconChevronDown size={20} aria-hidden />
            </ActionIcon>
          )}
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr id={detailsId}>
          <Table.Td colSpan={4} className={classes.details ?? ''}>
            <RowDetails
              settings={settings}
              column={column}
              entry={entry}
              field={field}
              warnings={warnings}
              errors={inDetails}
            />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

function UpdateOption({ text, update }: { readonly text: string; readonly update: Update | undefined }) {
  const { t } = useTranslation('settings')
  return (
    <div>
      {text}
      <Text size="xs" c="dimmed">
        {update && t(`update.explain.${update}`)}
      </Text>
    </div>
  )
}

import { Button, Checkbox, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { titleOf } from '../../api/records.ts'
import { TableHead } from '../../components/wide-table.tsx'
import { useFormats } from '../../texts/formats.ts'
import { Author } from '../records/author.tsx'

export type Binned = AnswerOf<'listBinnedRecords'>['records'][number]

interface Props {
  readonly records: readonly Binned[]
  readonly selected: ReadonlyMap<string, Binned>
  readonly busy: boolean
  readonly onSelect: (selected: ReadonlyMap<string, Binned>) => void
  readonly onRestore: (record: Binned) => void
}

/** Deleted records, one a line, each to be taken out alone or with others. */
export function BinTable({ records, selected, busy, onSelect, onRestore }: Props) {
  const { t } = useTranslation('records')
  const all = records.every(({ id }) => selected.has(id))
  const selectAll = (
    <Checkbox
      aria-label={t('recycleBin.selectAll')}
      checked={all}
      indeterminate={!all && selected.size > 0}
      onChange={() => onSelect(all ? new Map() : new Map(records.map((record) => [record.id, record])))}
    />
  )
  return (
    <Table verticalSpacing="xs" aria-label={t('recycleBin.table')}>
      <TableHead
        headings={[
          { text: selectAll, w: 48 },
          t('recycleBin.record'),
          { text: t('recycleBin.deletedAt'), visibleFrom: 'sm' },
          { text: t('recycleBin.until'), visibleFrom: 'sm' },
          t('recycleBin.restore'),
        ]}
      />
      <Table.Tbody>
        {records.map((record) => (
          <Line
            key={record.id}
            record={record}
            isSelected={selected.has(record.id)}
            busy={busy}
            onRestore={() => onRestore(record)}
            onToggle={() => {
              const next = new Map(selected)
              if (!next.delete(record.id)) next.set(record.id, record)
              onSelect(next)
            }}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface LineProps {
  readonly record: Binned
  readonly isSelected: boolean
  readonly busy: boolean
  readonly onToggle: () => void
  readonly onRestore: () => void
}

function Line({ record, isSelected, busy, onToggle, onRestore }: LineProps) {
  const { t } = useTranslation('records')
  const { dateTime, relative, title: called } = useFormats()
  const title = called(titleOf(record) ?? t('untitled'))
  const { externalId, city } = record.fields
  const beside = [t(`one.${record.type}`), externalId, city].filter((part) => typeof part === 'string').join(' · ')
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox aria-label={t('recycleBin.select', { title })} checked={isSelected} onChange={onToggle} />
      </Table.Td>
      <Table.Th scope="row" fw={400} maw={{ base: 180, sm: 300 }}>
        <Text fw={600} truncate title={title}>
          {title}
        </Text>
        <Text size="sm" c="dimmed" truncate title={beside}>
          {beside}
        </Text>
        <Text size="sm" c="dimmed" hiddenFrom="sm">
          {t('recycleBin.until')} {dateTime(record.expiresAt)}
        </Text>
      </Table.Th>
      <Table.Td visibleFrom="sm">
        {record.deleted !== undefined && (
          <>
            {dateTime(record.deleted.at)}
            <br />
            <Author by={record.deleted.by} />
          </>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {dateTime(record.expiresAt)}
        <Text size="sm" c="dimmed">
          {relative(record.expiresAt)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Button
          size="xs"
          variant="default"
          disabled={busy}
          onClick={onRestore}
          aria-label={t('recycleBin.restoreOf', { title })}
        >
          {t('recycleBin.restore')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

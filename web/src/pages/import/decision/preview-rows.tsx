import { Alert, Group, Stack, Text } from '@mantine/core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreviewRow, ResultRow, Rows } from '../../../api/previews.ts'
import { useFields } from '../../../components/fields.ts'
import { OutcomeBadge } from '../../../components/outcomes.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { VirtualTable } from '../../../components/virtual-table.tsx'
import { useFormats } from '../../../texts/formats.ts'
import type { StepProps } from '../step.ts'
import { Changes, Reasons } from './row-details.tsx'

type AnyRow = ResultRow & Partial<Pick<PreviewRow, 'changes' | 'type'>>

interface Props {
  readonly recordType: StepProps['item']['recordType']
  readonly rows: Rows<unknown, AnyRow>
  readonly label: string
  /** How many rows there are of what is shown, where it is known. */
  readonly total: number | undefined
  /** Changes when other rows are shown, so that what was opened is closed again. */
  readonly version: string
}

/** Rows of a preview or a result: what becomes of each, and why. */
export function PreviewRows({ recordType, rows, label, total, version }: Props) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const [opened, setOpened] = useState<{ readonly of: string; readonly keys: ReadonlySet<string> }>()
  const openKeys = opened?.of === version ? opened.keys : undefined
  const toggle = useCallback(
    (key: string) =>
      setOpened((before) => {
        const keys = new Set(before?.of === version ? before.keys : [])
        if (!keys.delete(key)) keys.add(key)
        return { of: version, keys }
      }),
    [version],
  )
  const cells = useCallback(
    (row: AnyRow, index: number): ReactNode[] => {
      const key = keyOf(row, index)
      return [
        row.row === null ? '–' : number(row.row),
        <OutcomeBadge key="outcome" outcome={row.outcome} />,
        <Details
          key="details"
          row={row}
          recordType={recordType}
          isOpen={openKeys?.has(key) ?? false}
          onToggle={() => toggle(key)}
        />,
      ]
    },
    [number, recordType, openKeys, toggle],
  )
  const columns = useMemo(
    () => [
      { name: 'row', label: t('rows.row'), width: 72 },
      { name: 'outcome', label: t('rows.outcome'), width: 160, wideOnly: true },
      { name: 'record', label: t('rows.record') },
    ],
    [t],
  )
  const isNothing = rows.rows.length === 0 && !rows.hasMore && !rows.isLoading && rows.error === null
  return (
    <Stack gap="xs">
      <VirtualTable
        label={label}
        columns={columns}
        rows={rows.rows}
        keyOf={keyOf}
        cellsOf={cells}
        rowHeight={92}
        total={total ?? (rows.hasMore ? -1 : rows.rows.length)}
        onEnd={rows.more}
      />
      {isNothing && (
        <Alert color="gray" variant="light">
          {t('rows.nothing')}
        </Alert>
      )}
      <ErrorAlert error={rows.error} onRetry={rows.retry} />
      <Text size="sm" c="dimmed" mih={22} aria-live="polite">
        {rows.isLoading
          ? t('loadingMore', { ns: 'common' })
          : total !== undefined && rows.hasMore
            ? t('rows.shown', { shown: rows.rows.length, all: total })
            : !isNothing && t('rows.all', { count: rows.rows.length })}
      </Text>
    </Stack>
  )
}

const keyOf = (row: AnyRow, index: number): string => `${index} ${row.row ?? row.recordId ?? ''}`

interface DetailsProps {
  readonly row: AnyRow
  readonly recordType: Props['recordType']
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Details({ row, recordType, isOpen, onToggle }: DetailsProps) {
  const { t } = useTranslation('decision')
  const { title } = useFormats()
  const fields = useFields(row.type ?? recordType)
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Group hiddenFrom="sm">
          <OutcomeBadge outcome={row.outcome} />
        </Group>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.title === '' ? t('rows.untitled') : title(row.title)}
        </Text>
        {row.type !== undefined && row.type !== recordType && (
          <Text size="sm" c="dimmed">
            {t(`recordType.${row.type}`, { ns: 'common' })}
          </Text>
        )}
      </Group>
      {row.from !== undefined && <Text size="sm">{t(`rows.from.${row.from.how}`, { email: row.from.email })}</Text>}
      <Reasons reasons={row.reasons} fields={fields} />
      {row.changes !== undefined && row.changes.length > 0 && (
        <Changes row={{ ...row, changes: row.changes }} fields={fields} isOpen={isOpen} onToggle={onToggle} />
      )}
    </Stack>
  )
}

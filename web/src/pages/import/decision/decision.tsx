import { Alert, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconHandStop } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportUserLine } from '../../../api/import-users.ts'
import { usePreviewRows, type Preview } from '../../../api/previews.ts'
import { CountsBar } from '../../../components/outcomes.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'
import type { StepProps } from '../step.ts'
import { Actions } from './actions.tsx'
import type { SendAnswer } from './answer.ts'
import { CancelImport } from './cancel-import.tsx'
import { turnOf } from './consequences.ts'
import { PreviewRows } from './preview-rows.tsx'
import { RowsFilter, useRowsQuery } from './rows-filter.tsx'
import classes from './decision.module.css'

interface Props extends StepProps {
  readonly userId: string
  /** All users of the import, once they are known. */
  readonly lines: readonly ImportUserLine[] | undefined
  /** Whether the question for this user waits for its answer. */
  readonly isOpen: boolean
  readonly answer: SendAnswer
}

/** What would become of one user's rows, and the buttons that decide it. */
export function Decision({ item, userId, lines, isOpen, answer }: Props) {
  const query = useRowsQuery()
  const line = lines?.find((one) => one.userId === userId)
  const version = `${item.round} ${line?.plannedAt ?? ''}`
  const rows = usePreviewRows({ importId: item.id, userId, version, ...query })
  const { head } = rows
  if (head === undefined) {
    return rows.error === null ? <Placeholder /> : <ErrorAlert error={rows.error} onRetry={rows.retry} />
  }
  return (
    <Stack gap="lg">
      <Who item={item} preview={head} lines={lines} />
      <Counts preview={head} />
      <RowsOfPreview item={item} preview={head} rows={rows} version={version} />
      <Actions item={item} preview={head} lines={lines ?? []} isOpen={isOpen} answer={answer} />
    </Stack>
  )
}

/** As high as what comes, so that nothing jumps. */
function Placeholder() {
  return (
    <Stack gap="lg" aria-hidden aria-busy>
      <Skeleton h={56} />
      <Skeleton h={64} />
      <Skeleton h={420} />
    </Stack>
  )
}

function Who({ item, preview, lines }: Pick<Props, 'item' | 'lines'> & { readonly preview: Preview }) {
  const { t } = useTranslation('decision')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The button that was pressed for the user before is gone: the next thing to read is who is next.
    window.scrollTo(0, 0)
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  const turn = lines === undefined ? undefined : turnOf(lines, preview.userId)
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ flex: '1 1 18rem', minWidth: 0 }}>
        <Title order={2} size="h3" ref={heading} tabIndex={-1} style={{ outline: 'none', overflowWrap: 'anywhere' }}>
          {preview.name === '' ? preview.email : preview.name}
        </Title>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {preview.email}
          {turn !== undefined && turn.place > 0 && <> · {t('turn', { place: turn.place, of: turn.of })}</>} ·{' '}
          {t('rows', { ns: 'common', count: preview.rows })}
        </Text>
      </div>
      <CancelImport item={item} />
    </Group>
  )
}

/** Outcomes of rows in one bar that adds up; what has no row is said beside it. */
function Counts({ preview: { counts, guard, email, name, rows } }: { readonly preview: Preview }) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const say = useSay()
  const { deleted, related, ...ofRows } = counts
  return (
    <Stack gap="sm">
      <CountsBar counts={ofRows} label={t('previewOf', { name: name === '' ? email : name })} />
      <Text size="sm">{t('ofRows', { count: rows })}</Text>
      {related > 0 && <Text size="sm">{t('related', { count: related })}</Text>}
      {deleted > 0 && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          <Text c="var(--mantine-color-error)" fw={700}>
            {t('deletes', { count: deleted })}
          </Text>
          <Text size="sm">{t('deletesHint')}</Text>
        </Alert>
      )}
      {guard.length > 0 && (
        <Alert color="orange" variant="light" icon={<IconHandStop aria-hidden />} title={t('guard.title')}>
          {guard.map(({ code, message }) => (
            <Text size="sm" key={`${code} ${message}`}>
              {say(message)}
            </Text>
          ))}
          <Text size="sm" mt={4}>
            {t('guard.advice')}
          </Text>
        </Alert>
      )}
      {counts.rejected > 0 && <Text size="sm">{t('rejectedHint', { rows: number(counts.rejected) })}</Text>}
    </Stack>
  )
}

interface RowsProps extends Pick<Props, 'item'> {
  readonly preview: Preview
  readonly rows: ReturnType<typeof usePreviewRows>
  readonly version: string
}

function RowsOfPreview({ item, preview, rows, version }: RowsProps) {
  const { t } = useTranslation('decision')
  const { outcome, search } = useRowsQuery()
  const { counts } = preview
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const ofOutcome = Object.entries(counts).find(([name]) => name === outcome)?.[1]
  return (
    <Stack gap="sm" component="section" aria-label={t('rows.label')} className={classes.rows ?? ''}>
      <RowsFilter counts={counts} all={all} />
      <PreviewRows
        recordType={item.recordType}
        rows={rows}
        label={t('previewOf', { name: preview.name === '' ? preview.email : preview.name })}
        total={search !== undefined ? undefined : outcome === undefined ? all : ofOutcome}
        version={`${version} ${outcome ?? ''} ${search ?? ''}`}
      />
    </Stack>
  )
}

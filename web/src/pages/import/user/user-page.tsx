import { Alert, Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useImportUsers, type ImportUserLine } from '../../../api/import-users.ts'
import { isEnded, useImport, type ImportState } from '../../../api/imports.ts'
import { usePreviewRows, useResultRows } from '../../../api/previews.ts'
import { Answer } from '../../../components/answer.tsx'
import { CountsBar, type Counts } from '../../../components/outcomes.tsx'
import { Page } from '../../../components/page.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { PreviewRows } from '../decision/preview-rows.tsx'
import { RowsFilter, useRowsQuery } from '../decision/rows-filter.tsx'

/** One user's part of an import: what became of the rows, or what would. */
export function ImportUserPage() {
  const { importId = '', userId = '' } = useParams()
  const query = useImport(importId)
  return query.data === undefined ? (
    <Frame importId={importId} name={undefined} file={undefined}>
      <Answer of={query}>{() => null}</Answer>
    </Frame>
  ) : (
    <OfImport item={query.data} userId={userId} />
  )
}

function OfImport({ item, userId }: { readonly item: ImportState; readonly userId: string }) {
  const { t } = useTranslation('importUser')
  const users = useImportUsers(item)
  const line = users.data?.users.find((one) => one.userId === userId)
  const name = line === undefined ? undefined : line.name === '' ? line.email : line.name
  return (
    <Frame importId={item.id} name={name} file={item.fileName}>
      <Answer of={users}>
        {() =>
          line === undefined ? (
            <Alert color="gray" variant="light">
              {t('notInFile')}
            </Alert>
          ) : (
            <Part item={item} line={line} />
          )
        }
      </Answer>
    </Frame>
  )
}

interface FrameProps {
  readonly importId: string
  readonly name: string | undefined
  readonly file: string | undefined
  readonly children: React.ReactNode
}

function Frame({ importId, name, file, children }: FrameProps) {
  const { t } = useTranslation('importUser')
  return (
    <Page
      title={name ?? t('title')}
      lead={
        <Anchor component={Link} to={`/imports/${importId}`} style={{ overflowWrap: 'anywhere' }}>
          <IconArrowLeft size={16} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
          {file === undefined ? t('back') : t('backTo', { file })}
        </Anchor>
      }
    >
      {children}
    </Page>
  )
}

interface PartProps {
  readonly item: ImportState
  readonly line: ImportUserLine
}

function Part({ item, line }: PartProps) {
  const { t } = useTranslation('importUser')
  const { email, rows, state } = line
  const isResult = state === 'imported' || state === 'skipped' || state === 'excluded' || isEnded(item)
  const isPreviewed = line.plannedAt !== undefined && line.counts !== undefined
  return (
    <Stack gap="lg">
      <Text style={{ overflowWrap: 'anywhere' }}>
        {email} · {t('rows', { ns: 'common', count: rows })} ·{' '}
        {state === 'excluded'
          ? t('state.excluded')
          : t(isResult && state !== 'imported' ? 'state.skipped' : `state.${state}`)}
      </Text>
      {item.waiting?.userId === line.userId && (
        <Alert color="indigo" variant="light">
          {t('waits')}{' '}
          <Anchor component={Link} to={`/imports/${item.id}`} inherit c="inherit" underline="always">
            {t('decide')}
          </Anchor>
        </Alert>
      )}
      {isResult ? (
        <Result item={item} line={line} />
      ) : isPreviewed ? (
        <Preview item={item} line={line} />
      ) : (
        <Alert color="gray" variant="light">
          {t('notYet')}
        </Alert>
      )}
    </Stack>
  )
}

function Preview({ item, line }: PartProps) {
  const { t } = useTranslation('importUser')
  const query = useRowsQuery()
  const version = `${item.round} ${line.plannedAt ?? ''}`
  const rows = usePreviewRows({ importId: item.id, userId: line.userId, version, ...query })
  if (rows.head === undefined) return <Before rows={rows} />
  const { counts } = rows.head
  return (
    <Rows
      item={item}
      label={t('previewOf', { name: line.name === '' ? line.email : line.name })}
      counts={counts}
      rows={rows}
      version={version}
    />
  )
}

function Result({ item, line }: PartProps) {
  const { t } = useTranslation('importUser')
  const query = useRowsQuery()
  const version = `${item.status} ${line.endedAt ?? ''}`
  const rows = useResultRows({ importId: item.id, userId: line.userId, version, ...query })
  if (rows.head === undefined) return <Before rows={rows} />
  const { totals, deleted, related } = rows.head
  const label = t('resultOf', { name: line.name === '' ? line.email : line.name })
  if (line.state !== 'imported') {
    return (
      <Stack gap="sm">
        <CountsBar counts={totals} label={label} />
        <Text>{t(line.state === 'excluded' ? 'excludedHint' : 'skippedHint')}</Text>
      </Stack>
    )
  }
  return <Rows item={item} label={label} counts={{ ...totals, deleted, related }} rows={rows} version={version} />
}

function Before({ rows }: { readonly rows: { readonly error: unknown; readonly retry: () => void } }) {
  return rows.error === null ? <Skeleton h={420} /> : <ErrorAlert error={rows.error} onRetry={rows.retry} />
}

interface RowsProps {
  readonly item: ImportState
  readonly label: string
  readonly counts: Counts
  readonly rows: Parameters<typeof PreviewRows>[0]['rows']
  readonly version: string
}

function Rows({ item, label, counts, rows, version }: RowsProps) {
  const { t } = useTranslation('importUser')
  const { outcome, search } = useRowsQuery()
  const { deleted = 0, related = 0, ...ofRows } = counts
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const ofOutcome = Object.entries(counts).find(([name]) => name === outcome)?.[1]
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <CountsBar counts={ofRows} label={label} />
        {deleted > 0 && <Text size="sm">{t('deleted', { count: deleted })}</Text>}
        {related > 0 && <Text size="sm">{t('related', { count: related })}</Text>}
      </Stack>
      <RowsFilter counts={counts} all={all} />
      <PreviewRows
        recordType={item.recordType}
        rows={rows}
        label={label}
        total={search !== undefined ? undefined : outcome === undefined ? all : (ofOutcome ?? 0)}
        version={`${version} ${outcome ?? ''} ${search ?? ''}`}
      />
    </Stack>
  )
}

import { Alert, Anchor, Badge, Button, Stack, Table, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { isEnded, paceOfImport } from '../../api/imports.ts'
import { useMe } from '../../api/me.ts'
import { Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { TableHead } from '../../components/wide-table.tsx'
import { useFormats } from '../../texts/formats.ts'

type Line = AnswerOf<'listImports'>['imports'][number]

const PAGE = 50
const LOOK_AGAIN_MS = 5_000

/** All imports, newest first, and what each waits for. */
export function ImportsPage() {
  const { t } = useTranslation('importList')
  const api = useApi()
  const { mayImport } = useMe()
  const query = useInfiniteQuery({
    queryKey: ['imports', 'all'],
    queryFn: ({ pageParam }) =>
      api.listImports({ query: { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: AnswerOf<'listImports'>) => last.cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ imports }) => imports.some((line) => !isEnded(line))) === true ? LOOK_AGAIN_MS : false,
  })
  const lines = query.data?.pages.flatMap(({ imports }) => imports)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayImport && (
          <Button component={Link} to="/imports/new" leftSection={<IconUpload size={18} aria-hidden />}>
            {t('nav.newImport', { ns: 'common' })}
          </Button>
        )
      }
    >
      {lines === undefined && !query.isError && <Waiting />}
      {lines?.length === 0 && (
        <Alert color="gray" variant="light">
          {t(mayImport ? 'none' : 'noneSeen')}
        </Alert>
      )}
      {lines !== undefined && lines.length > 0 && <Lines lines={lines} />}
      <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />
      {query.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
          style={{ alignSelf: 'center' }}
        >
          {t('more', { ns: 'common' })}
        </Button>
      )}
    </Page>
  )
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('importList')
  const { dateTime, number } = useFormats()
  return (
    <Table aria-label={t('title')} highlightOnHover verticalSpacing="sm">
      <TableHead
        headings={[
          t('file'),
          t('started'),
          { text: t('rows'), ta: 'right', visibleFrom: 'sm' },
          { text: t('status'), visibleFrom: 'sm' },
        ]}
      />
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Th scope="row" fw={400} maw={320}>
              <Anchor component={Link} to={`/imports/${line.id}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
                {line.fileName}
              </Anchor>
              <Text size="sm" c="dimmed">
                {t(`recordType.${line.recordType}`, { ns: 'common' })}
              </Text>
              <Stack gap={2} hiddenFrom="sm">
                <Status line={line} />
              </Stack>
            </Table.Th>
            <Table.Td>
              <Text size="sm">{dateTime(line.startedAt)}</Text>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {line.startedBy.name === '' ? line.startedBy.email : line.startedBy.name}
              </Text>
            </Table.Td>
            <Table.Td ta="right" visibleFrom="sm">
              {line.rows === undefined ? '' : number(line.rows)}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Stack gap={2}>
                <Status line={line} />
              </Stack>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const COLOURS = { working: 'indigo', waiting: 'orange' } as const

function Status({ line }: { readonly line: Line }) {
  const { t } = useTranslation('importList')
  const { relative } = useFormats()
  const pace = paceOfImport(line)
  const colour =
    pace !== 'ended' ? COLOURS[pace] : line.status === 'completed' ? 'green' : line.status === 'failed' ? 'red' : 'gray'
  const { current, users, totals } = line
  const refused = (totals?.rejected ?? 0) + (totals?.conflict ?? 0)
  return (
    <>
      <Badge variant="dot" color={colour} tt="none" size="lg">
        {t(`status.${line.status}`, { ns: 'common' })}
      </Badge>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {pace !== 'ended' && current !== undefined && <>{current.name === '' ? current.email : current.name} · </>}
        {pace !== 'ended' && users !== undefined && users.total > 0 && (
          <>{t('done', { done: users.imported + users.skipped, all: users.total - users.excluded })} · </>
        )}
        {pace === 'waiting' && line.waiting !== undefined && t('until', { when: relative(line.waiting.expiresAt) })}
        {pace === 'working' && t('since', { when: relative(line.since) })}
        {pace === 'ended' && refused > 0 && t('refused', { count: refused })}
      </Text>
    </>
  )
}

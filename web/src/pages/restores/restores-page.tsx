import { Anchor, Badge, Button, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { follow } from '../../api/live.ts'
import { useMe } from '../../api/me.ts'
import { changedBy, paceOfRestore, restoresKey, type RestoreLine } from '../../api/restores.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { useFormats } from '../../texts/formats.ts'
import { useRestoreNames } from './names.ts'

const PAGE = 50
type Pages = InfiniteData<AnswerOf<'listRestores'>>

const paceOfPages = ({ pages }: Pages): 'working' | 'ended' =>
  pages.some(({ restores }) => restores.some((restore) => paceOfRestore(restore) === 'working')) ? 'working' : 'ended'

/** Everything that was ever put back, newest first. */
export function RestoresPage() {
  const { t } = useTranslation('restores')
  const isAdministrator = useMe().user.level === 'administrator'
  const [query, setQuery] = useSearchParams()
  // The address follows the switch; it would be a moment too late to be what a click shows.
  const [withDryRuns, setWithDryRuns] = useState(query.get('dry-runs') === 'shown')
  return (
    <Page title={t('title')} lead={isAdministrator ? t('lead') : `${t('lead')} ${t('leadOwn')}`}>
      <Switch
        label={t('showDryRuns')}
        checked={withDryRuns}
        onChange={({ currentTarget: { checked } }) => {
          setWithDryRuns(checked)
          setQuery(checked ? { 'dry-runs': 'shown' } : {}, { replace: true })
        }}
      />
      <Restores withDryRuns={withDryRuns} />
    </Page>
  )
}

function Restores({ withDryRuns }: { readonly withDryRuns: boolean }) {
  const api = useApi()
  const { t } = useTranslation('restores')
  const nameOf = useRestoreNames()
  const refetchInterval = useMemo(() => follow(paceOfPages), [])
  const restores = useInfiniteQuery({
    queryKey: [...restoresKey, 'list'],
    queryFn: ({ pageParam: cursor }) => api.listRestores({ query: { cursor, limit: PAGE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval,
  })
  return (
    <Answer of={restores}>
      {({ pages }) => {
        const found = pages.flatMap((page) => page.restores).filter(({ dryRun }) => withDryRuns || !dryRun)
        return (
          <Stack gap="sm" component="section" aria-label={t('list')}>
            {found.length === 0 && !restores.hasNextPage && <Text>{t('none')}</Text>}
            {found.map((restore) => (
              <Line key={restore.id} restore={restore} name={nameOf(restore)} />
            ))}
            {restores.hasNextPage && (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={restores.isFetchingNextPage}
                onClick={() => void restores.fetchNextPage()}
              >
                {t('more', { ns: 'common' })}
              </Button>
            )}
          </Stack>
        )
      }}
    </Answer>
  )
}

function Line({ restore, name }: { readonly restore: RestoreLine; readonly name: string }) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  const { id, dryRun, status, startedAt, startedBy, counts } = restore
  const changed = counts === undefined ? undefined : changedBy(counts)
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} flex="1 1 18rem" miw={0}>
          <Anchor
            component={Link}
            underline="always"
            to={`/restores/${encodeURIComponent(id)}`}
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </Anchor>
          <Text size="sm">{t('begun', { date: dateTime(startedAt), name: startedBy.name })}</Text>
          {changed !== undefined && (
            <Text size="sm" c="dimmed">
              {t(dryRun ? 'wouldChange' : 'changedRecords', { count: changed })}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          {dryRun && (
            <Badge variant="default" tt="none">
              {t('dryRun')}
            </Badge>
          )}
          <StatusBadge status={status} />
        </Group>
      </Group>
    </Paper>
  )
}

const STATUS_COLOURS = { running: 'indigo', completed: 'green', failed: 'red' } as const

/** How far a restore is, in a word. */
export function StatusBadge({ status }: Pick<RestoreLine, 'status'>) {
  const { t } = useTranslation('restores')
  return (
    <Badge variant="dot" color={STATUS_COLOURS[status]} tt="none">
      {t(`status.${status}`)}
    </Badge>
  )
}

import { Badge, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { restorePointsKey } from '../../api/restore-points.ts'
import { restoresKey, useRestore, type Restore } from '../../api/restores.ts'
import { useUsers } from '../../api/users.ts'
import { Answer, Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import { Changes } from './changes.tsx'
import { useRestoreNames } from './names.ts'
import { RestoreProgress } from './restore-progress.tsx'
import { Result } from './result.tsx'
import { StatusBadge } from './restores-page.tsx'
import { TakeBack } from './take-back.tsx'

/** One restore or undo: how far it is, what it did, and how that is taken back. It can be left, and found again. */
export function RestoreDetailPage() {
  const { restoreId = '' } = useParams()
  const { t } = useTranslation('restores')
  const query = useRestore(restoreId)
  const nameOf = useRestoreNames()
  // Names that come later would move all that stands around them.
  const accounts = useUsers()
  const restore = query.data
  const name = restore === undefined ? t('title') : nameOf(restore)
  return (
    <Page
      title={restore?.dryRun === true ? t('dryRunOf', { what: name }) : name}
      lead={restore && <Begun restore={restore} />}
    >
      <Answer of={query}>{(found) => (accounts.isPending ? <Waiting /> : <Found restore={found} />)}</Answer>
    </Page>
  )
}

function Begun({ restore: { startedAt, startedBy, status, dryRun } }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { dateTime } = useFormats()
  return (
    <Group gap="xs">
      <span>{t('begun', { date: dateTime(startedAt), name: startedBy.name })}</span>
      {dryRun && (
        <Badge variant="default" tt="none">
          {t('dryRun')}
        </Badge>
      )}
      <StatusBadge status={status} />
    </Group>
  )
}

function Found({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const queries = useQueryClient()
  const { status, problem, users } = restore
  useEffect(() => {
    if (status === 'running') return
    void queries.invalidateQueries({ queryKey: restoresKey })
    void queries.invalidateQueries({ queryKey: restorePointsKey })
  }, [queries, status])
  return (
    <Stack gap="lg">
      <div aria-live="polite">{status === 'completed' && <Result restore={restore} part="headline" />}</div>
      {status === 'running' && <RestoreProgress restore={restore} />}
      {status === 'failed' && problem === undefined && <Text>{t('result.failed')}</Text>}
      {problem !== undefined && <ProblemAlert problem={problem} />}
      {status !== 'running' && (
        <>
          <Result restore={restore} part="numbers" />
          <TakeBack restore={restore} />
          {users.length > 0 && <Changes restore={restore} />}
        </>
      )}
    </Stack>
  )
}

import { Button, Card, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { follow } from '../../api/live.ts'
import { useFormats } from '../../texts/formats.ts'

type RestoreList = AnswerOf<'listRestores'>

/** The restore or undo that changes records now, if there is one. */
export function RunningRestore() {
  const { t } = useTranslation('home')
  const { relative } = useFormats()
  const api = useApi()
  const refetchInterval = useMemo(() => follow<RestoreList>(() => 'waiting'), [])
  const { data } = useQuery({
    queryKey: ['restores', 'latest'],
    queryFn: () => api.listRestores({ query: { limit: 1 } }),
    refetchInterval,
  })
  const [restore] = data?.restores ?? []
  if (restore?.status !== 'running' || restore.dryRun) return null
  return (
    <Card withBorder component="section" padding="lg">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            {restore.kind === 'undo' ? t('undoing') : t('restoring')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('startedBy', { name: restore.startedBy.name, when: relative(restore.startedAt) })}
          </Text>
        </div>
        <Button component={Link} to={`/restores/${restore.id}`} variant="default">
          {t('look')}
        </Button>
      </Group>
    </Card>
  )
}

import { Card, Group, Loader, Progress, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportUsers } from '../../../api/import-users.ts'
import { useFormats } from '../../../texts/formats.ts'
import { CancelImport } from '../decision/cancel-import.tsx'
import { LastResult } from '../decision/last-result.tsx'
import type { StepProps } from '../step.ts'

type Work = 'inspecting' | 'splitting' | 'securing' | 'previewing'

const isWork = (status: string): status is Work =>
  status === 'inspecting' || status === 'splitting' || status === 'securing' || status === 'previewing'

/** Something goes on by itself: what, since when, and what comes next. */
export function WorkingStep({ item }: StepProps) {
  const { t } = useTranslation('importing')
  const { status } = item
  if (!isWork(status)) return null
  const { current } = item
  const secured = status === 'securing' ? item.progress?.secured : undefined
  return (
    <Stack gap="lg">
      {status === 'previewing' && <Before item={item} />}
      <Card withBorder padding="lg" mih={200}>
        <Stack gap="xs">
          <Group justify="space-between" align="flex-start" gap="sm">
            <Group gap="sm" flex="1 1 18rem" wrap="nowrap" role="status">
              <Loader size="sm" aria-hidden />
              <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
                {status === 'previewing' && current !== undefined
                  ? t('working.previewing.titleOf', { name: current.name === '' ? current.email : current.name })
                  : t(`working.${status}.title`)}
              </Title>
            </Group>
            <CancelImport item={item} />
          </Group>
          <Text>{t(`working.${status}.lead`)}</Text>
          {secured !== undefined && secured.of > 0 && (
            <>
              <Progress value={(secured.done / secured.of) * 100} aria-label={t('working.securing.title')} />
              <Text size="sm">{t('working.secured', { done: secured.done, all: secured.of })}</Text>
            </>
          )}
          <Text size="sm" c="dimmed">
            <Since at={item.since} /> {t(`working.${status}.next`)} {t('leave')}
          </Text>
        </Stack>
      </Card>
    </Stack>
  )
}

function Before({ item }: StepProps) {
  const { data } = useImportUsers(item)
  return <LastResult item={item} lines={data?.users ?? []} />
}

/** For how long it has been going on, once that is longer than a moment. */
function Since({ at }: { readonly at: string }) {
  const { t } = useTranslation('importing')
  const { duration } = useFormats()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = (now - Date.parse(at)) / 1000
  return seconds < 3 ? null : <span aria-hidden>{t('working.since', { time: duration(seconds) })}</span>
}

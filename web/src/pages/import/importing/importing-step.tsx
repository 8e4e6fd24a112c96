import { Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportUsers } from '../../../api/import-users.ts'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { CancelImport } from '../decision/cancel-import.tsx'
import type { StepProps } from '../step.ts'
import { secondsLeft, withSample, type Sample } from './estimate.ts'
import { HeldBack } from './held-back.tsx'
import { UserProgress } from './user-progress.tsx'

/** Users are being written: how far it is, what became of each so far, and how long it takes. */
export function ImportingStep({ item }: StepProps) {
  const { t } = useTranslation('importing')
  const { percent } = useFormats()
  const users = useImportUsers(item)
  const { users: ofUsers, rows } = item.progress ?? {}
  const left = useTimeLeft(rows)
  const share = rows === undefined || rows.of === 0 ? 0 : rows.done / rows.of
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere', flex: '1 1 18rem' }}>
            {item.current === undefined
              ? t('all.title')
              : t('one.title', { name: item.current.name === '' ? item.current.email : item.current.name })}
          </Title>
          <CancelImport item={item} />
        </Group>
        <Text>{t(item.current === undefined ? 'all.lead' : 'one.lead')}</Text>
        <Progress.Root size="xl">
          <Progress.Section value={share * 100} animated aria-label={t('progress')} />
        </Progress.Root>
        <Group justify="space-between" gap="sm" mih={24} aria-live="polite">
          <Text size="sm">
            {rows !== undefined && t('rows', { done: rows.done, all: rows.of, percent: percent(share) })}
            {ofUsers !== undefined && <> · {t('users', { done: ofUsers.done, all: ofUsers.of })}</>}
          </Text>
          <Text size="sm" c="dimmed">
            <TimeLeft seconds={left} />
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {t('leave')}
        </Text>
      </Stack>
      <HeldBack lines={users.data?.users ?? []} />
      <ErrorAlert error={users.error} onRetry={() => void users.refetch()} />
      {users.data !== undefined && (
        <UserProgress importId={item.id} lines={users.data.users.filter(({ state }) => state !== 'excluded')} />
      )}
    </Stack>
  )
}

/** Seconds that are left, as far as that can be said. */
function useTimeLeft(rows: { readonly done: number; readonly of: number } | undefined): number | undefined {
  const [{ samples, now }, setSeen] = useState<Seen>({ samples: [], now: 0 })
  const done = rows?.done
  useEffect(() => {
    const look = () => {
      const at = Date.now()
      setSeen((before) => ({
        samples: done === undefined ? before.samples : withSample(before.samples, { at, done }),
        now: at,
      }))
    }
    const timers = [setTimeout(look, 0), setInterval(look, 1000)]
    return () => timers.forEach((timer) => clearTimeout(timer))
  }, [done])
  return rows === undefined ? undefined : secondsLeft(samples, rows.of, now)
}

interface Seen {
  readonly samples: readonly Sample[]
  readonly now: number
}

function TimeLeft({ seconds }: { readonly seconds: number | undefined }) {
  const { t } = useTranslation('importing')
  const { duration } = useFormats()
  if (seconds === undefined) return t('left.unknown')
  return seconds < 2 ? t('left.soon') : t('left.about', { time: duration(seconds) })
}

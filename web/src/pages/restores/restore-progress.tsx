import { Group, Loader, Paper, Progress, Stack, Text, ThemeIcon, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Restore } from '../../api/restores.ts'

const PHASES = ['securing', 'comparing', 'writing'] as const

/** How far a restore or undo is, phase by phase. */
export function RestoreProgress({ restore }: { readonly restore: Restore }) {
  const { t } = useTranslation('restores')
  const { progress, dryRun } = restore
  const phases = dryRun ? (['comparing'] as const) : PHASES
  const present = phases.findIndex((phase) => phase === progress.phase)
  const share = progress.of === undefined || progress.of === 0 ? undefined : progress.users / progress.of
  return (
    <Paper withBorder p="md" component="section" aria-label={t('phases.label')}>
      <Stack gap="sm">
        <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
          {phases.map((phase, index) => (
            <Group component="li" key={phase} gap="sm" wrap="nowrap" align="flex-start">
              <Mark state={index < present ? 'done' : index === present ? 'now' : 'later'} />
              <Text fw={index === present ? 600 : 400}>{t(`phases.${phase}`)}</Text>
            </Group>
          ))}
        </Stack>
        <Progress
          value={share === undefined ? 100 : share * 100}
          animated={share === undefined}
          aria-label={t('phases.label')}
        />
        <Text size="sm" aria-live="polite" mih={22}>
          {progress.of !== undefined && t('phases.usersDone', { done: progress.users, all: progress.of })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(dryRun ? 'leaveDryRun' : 'leave')}
        </Text>
      </Stack>
    </Paper>
  )
}

function Mark({ state }: { readonly state: 'done' | 'now' | 'later' }) {
  const { t } = useTranslation('restores')
  return (
    <>
      {state === 'now' && <Loader size={22} aria-hidden />}
      {state !== 'now' && (
        <ThemeIcon size={22} radius="xl" variant={state === 'done' ? 'filled' : 'default'} aria-hidden>
          {state === 'done' ? <IconCheck size={14} /> : <IconCircle size={14} />}
        </ThemeIcon>
      )}
      <VisuallyHidden>{t(`phases.${state}`)}</VisuallyHidden>
    </>
  )
}

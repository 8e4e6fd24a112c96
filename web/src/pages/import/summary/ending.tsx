import { Alert, Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconCheck, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../../api/api.tsx'
import { ErrorAlert, ProblemAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { useSay } from '../../../texts/say.ts'
import { useImportChanged } from '../decision/import-changed.ts'
import type { StepProps } from '../step.ts'

/** How the import ended, and why. */
export function Ending({ item }: StepProps) {
  const { t } = useTranslation('summary')
  const { dateTime } = useFormats()
  const at = item.endedAt === undefined ? '' : dateTime(item.endedAt)
  return (
    <Stack gap="sm">
      {item.status === 'completed' && (
        <Alert
          color="green"
          variant="light"
          icon={<IconCheck aria-hidden />}
          title={t('completed.title')}
          role="status"
        >
          {t('completed.lead', { at })}
        </Alert>
      )}
      {item.status === 'cancelled' && <Cancelled item={item} at={at} />}
      {item.problem !== undefined && <ProblemAlert problem={item.problem} />}
      {item.status === 'failed' && <Resume item={item} />}
      {item.status === 'aborted' && <Text>{t('aborted.lead')}</Text>}
      <Undone item={item} />
    </Stack>
  )
}

function Cancelled({ item, at }: StepProps & { readonly at: string }) {
  const { t } = useTranslation('summary')
  const say = useSay()
  const last = item.timeline.at(-1)
  const { imported, skipped, pending } = item.users
  return (
    <Alert
      color="gray"
      variant="light"
      icon={<IconPlayerStop aria-hidden />}
      title={t('cancelled.title')}
      role="status"
    >
      <Stack gap={4}>
        <Text size="sm">
          {t('cancelled.at', { at })} {last?.note !== undefined && say(last.note)}
        </Text>
        <List size="sm">
          <List.Item>{t('cancelled.imported', { count: imported })}</List.Item>
          {pending + skipped > 0 && <List.Item>{t('cancelled.notImported', { count: pending + skipped })}</List.Item>}
        </List>
      </Stack>
    </Alert>
  )
}

/** A failed import goes on where it stopped. */
function Resume({ item }: StepProps) {
  const { t } = useTranslation('summary')
  const api = useApi()
  const changed = useImportChanged(item.id)
  const resume = useMutation({
    mutationFn: () => api.resumeImport({ path: { importId: item.id } }),
    onSettled: changed,
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Text>{t('failed.lead', { count: item.users.imported })}</Text>
      <Group gap="sm">
        <Button
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => resume.mutate()}
          loading={resume.isPending}
        >
          {t('failed.resume')}
        </Button>
      </Group>
      <ErrorAlert error={resume.error} />
    </Stack>
  )
}

/** By which undos it was taken back. */
function Undone({ item }: StepProps) {
  const { t } = useTranslation('summary')
  if (item.undone === undefined || item.undone.length === 0) return null
  return (
    <Alert color="yellow" variant="light" title={t('undone.title')}>
      <List size="sm">
        {item.undone.map(({ restoreId, users }) => (
          <List.Item key={restoreId}>
            {t('undone.for', { count: users })}{' '}
            <Anchor component={Link} to={`/restores/${restoreId}`} inherit c="inherit" underline="always">
              {t('undone.show')}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

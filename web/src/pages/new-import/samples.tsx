import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import appointments from '../../../../samples/appointments.xlsx?url'
import customers from '../../../../samples/customers.xlsx?url'
import messy from '../../../../samples/messy.xlsx?url'
import reports from '../../../../samples/reports.xlsx?url'
import tasks from '../../../../samples/tasks.ods?url'
import { useMe } from '../../api/me.ts'
import type { RecordTypeName } from '../../api/record-types.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'

/** The demo company, to whose users the rows of the samples belong. */
const DEMO_COMPANY = 'nordwind'

const SAMPLES = {
  customers: [
    { name: 'customers.xlsx', url: customers },
    { name: 'messy.xlsx', url: messy },
  ],
  appointments: [{ name: 'appointments.xlsx', url: appointments }],
  tasks: [{ name: 'tasks.ods', url: tasks }],
  reports: [{ name: 'reports.xlsx', url: reports }],
} as const satisfies Record<RecordTypeName, unknown>

interface Props {
  readonly type: RecordTypeName
  readonly onTake: (file: File) => void
}

/** Files to try an import with, where their rows have users. */
export function Samples({ type, onTake }: Props) {
  const { t } = useTranslation('newImport')
  const { company } = useMe()
  const take = useMutation({
    mutationFn: async ({ name, url }: { readonly name: string; readonly url: string }) => {
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
      return new File([await answer.blob()], name)
    },
    onSuccess: onTake,
  })
  if (company.id !== DEMO_COMPANY) return null
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{t('samples.title')}</Text>
      {SAMPLES[type].map((sample) => (
        <Group key={sample.name} gap="xs">
          <Button
            variant="default"
            size="xs"
            loading={take.isPending && take.variables.name === sample.name}
            onClick={() => take.mutate(sample)}
          >
            {t('samples.take', { file: sample.name })}
          </Button>
          <ActionIcon
            component="a"
            href={sample.url}
            download={sample.name}
            variant="subtle"
            size="md"
            aria-label={t('samples.download', { file: sample.name })}
          >
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
          <Text size="sm" c="dimmed">
            {t(`samples.${sample.name}`)}
          </Text>
        </Group>
      ))}
      <ErrorAlert error={take.error} />
    </Stack>
  )
}

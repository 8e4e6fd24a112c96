import { Button } from '@mantine/core'
import { IconFileSettings } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../../api/api.tsx'
import { saveFile } from '../../../components/download-button.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import type { StepProps } from '../step.ts'

/** The configuration as a file, for the next time or the command line. */
export function ConfigurationDownload({ item }: StepProps) {
  const { t } = useTranslation('summary')
  const api = useApi()
  const download = useMutation({
    mutationFn: async () => {
      const configuration = await api.getImportConfiguration({ path: { importId: item.id } })
      const text = JSON.stringify(configuration, undefined, 2)
      saveFile(
        `${item.fileName.replace(/\.[^.]*$/, '')}-configuration.json`,
        new Blob([text], { type: 'application/json' }),
      )
    },
  })
  if (item.configuration === undefined) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileSettings size={18} aria-hidden />}
        onClick={() => download.mutate()}
        loading={download.isPending}
      >
        {t('next.configuration')}
      </Button>
      <ErrorAlert error={download.error} onRetry={() => download.mutate()} />
    </>
  )
}

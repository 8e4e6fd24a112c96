import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { ChooseFile } from '../../components/choose-file.tsx'
import { Unreadable } from '../new-import/configuration-choice.tsx'
import { readConfigurationFile } from '../new-import/configuration-file.ts'
import { NameDialog } from './name-dialog.tsx'
import { configurationsKey } from './queries.ts'

/** Saves a configuration that was downloaded earlier, or comes from elsewhere. */
export function useUpload() {
  const { t } = useTranslation('configurations')
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const read = useMutation({ mutationFn: readConfigurationFile })
  const found = read.data?.kind === 'configuration' ? read.data : undefined
  const save = useMutation({
    mutationFn: async (name: string) =>
      found && (await api.createConfiguration({ body: { name, configuration: found.configuration } })),
    onSuccess: async (saved) => {
      if (saved === undefined) return
      notifications.show({ color: 'green', message: t('uploaded', { name: saved.name }) })
      await queries.invalidateQueries({ queryKey: configurationsKey })
      await navigate(`/configurations/${saved.id}`)
    },
  })
  const button = (
    <ChooseFile accept="application/json,.json" onChoose={read.mutate}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          leftSection={<IconFileUpload size={18} aria-hidden />}
          loading={read.isPending}
        >
          {t('upload')}
        </Button>
      )}
    </ChooseFile>
  )
  const below = (
    <>
      {read.data !== undefined && <Unreadable read={read.data} />}
      {found !== undefined && (
        <NameDialog
          title={t('uploadTitle', { file: found.fileName })}
          lead={t('uploadLead', { type: t(`recordType.${found.configuration.recordType}`, { ns: 'common' }) })}
          name={found.fileName.replace(/\.json$/iu, '')}
          busy={save.isPending}
          error={save.error}
          onClose={() => {
            read.reset()
            save.reset()
          }}
          onSave={(name) => save.mutate(name)}
        />
      )}
    </>
  )
  return { button, below }
}

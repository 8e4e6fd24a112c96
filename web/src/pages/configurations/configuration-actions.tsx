import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { ApiProblem } from '../../../../lib/contracts/client.ts'
import { useApi } from '../../api/api.tsx'
import { saveFile } from '../../components/download-button.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { NameDialog } from './name-dialog.tsx'
import { configurationsKey, type SavedConfiguration } from './queries.ts'

/** Characters that file names cannot have somewhere. */
const UNUSABLE = /[\\/:*?"<>|]+/gu

/** Renames, downloads and deletes a saved configuration. */
export function ConfigurationActions({ saved }: { readonly saved: SavedConfiguration }) {
  const { t } = useTranslation('configurations')
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'rename' | 'delete'>()
  const path = { configurationId: saved.id }
  const rename = useMutation({
    mutationFn: (name: string) =>
      api.putConfiguration({ path, body: { name, configuration: saved.configuration, revision: saved.revision } }),
    onSuccess: async ({ name }) => {
      setDialog(undefined)
      notifications.show({ color: 'green', message: t('renamed', { name }) })
      await queries.invalidateQueries({ queryKey: configurationsKey })
    },
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'record-changed') return
      setDialog(undefined)
      await queries.invalidateQueries({ queryKey: configurationsKey })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteConfiguration({ path }),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('deleted', { name: saved.name }) })
      await navigate('/configurations')
      await queries.invalidateQueries({ queryKey: configurationsKey })
    },
  })
  const isOutdated = rename.error instanceof ApiProblem && rename.error.code === 'record-changed'
  const close = () => {
    setDialog(undefined)
    rename.reset()
    remove.reset()
  }
  const download = () => {
    const text = `${JSON.stringify(saved.configuration, null, 2)}\n`
    saveFile(`${saved.name.replaceAll(UNUSABLE, '-')}.json`, new Blob([text], { type: 'application/json' }))
  }
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => {
            rename.reset()
            setDialog('rename')
          }}
        >
          {t('rename')}
        </Button>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={download}>
          {t('download')}
        </Button>
        <Button
          variant="light"
          color="red"
          leftSection={<IconTrash size={18} aria-hidden />}
          onClick={() => setDialog('delete')}
        >
          {t('delete')}
        </Button>
      </Group>
      {isOutdated && (
        <Alert color="yellow" role="alert">
          {t('changedMeanwhile')}
        </Alert>
      )}
      {dialog === 'rename' && (
        <NameDialog
          title={t('renameTitle', { name: saved.name })}
          name={saved.name}
          busy={rename.isPending}
          error={rename.error}
          onClose={close}
          onSave={(name) => rename.mutate(name)}
        />
      )}
      <Modal opened={dialog === 'delete'} onClose={close} title={t('deleteTitle', { name: saved.name })}>
        <Stack>
          <Text>{t('deleteExplain')}</Text>
          <ErrorAlert error={remove.error} />
          <DialogButtons onCancel={close} isCancelFirst>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('delete')}
            </Button>
          </DialogButtons>
        </Stack>
      </Modal>
    </Stack>
  )
}

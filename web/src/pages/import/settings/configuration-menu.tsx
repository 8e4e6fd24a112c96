import { Alert, Button, Group, List, Menu, Modal, Stack, Text } from '@mantine/core'
import {
  IconChevronDown,
  IconDownload,
  IconFileUpload,
  IconFolderOpen,
  IconRotate2,
  IconDeviceFloppy,
} from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../../components/dialog-buttons.tsx'
import { useApi } from '../../../api/api.tsx'
import { Answer } from '../../../components/answer.tsx'
import { ChooseFile } from '../../../components/choose-file.tsx'
import { saveFile } from '../../../components/download-button.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import { useFormats } from '../../../texts/formats.ts'
import { Unreadable } from '../../new-import/configuration-choice.tsx'
import { readConfigurationFile } from '../../new-import/configuration-file.ts'
import type { Configuration } from './draft.ts'
import { SaveDialog } from './save-dialog.tsx'
import type { Settings } from './use-settings.ts'

type Dialog = 'save' | 'saved' | 'reset'

/** Keeps these settings for the next file, or begins with others. */
export function ConfigurationMenu({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('settings')
  const [dialog, setDialog] = useState<Dialog>()
  const choose = useRef<HTMLButtonElement>(null)
  const close = () => setDialog(undefined)
  const read = useMutation({
    mutationFn: async (file: File) => {
      const answer = await readConfigurationFile(file)
      if (answer.kind === 'configuration' && answer.configuration.recordType === settings.item.recordType) {
        await settings.load(answer.configuration)
      }
      return answer
    },
  })
  const { configuration, gaps } = settings.made
  const download = () => {
    const text = `${JSON.stringify(configuration, null, 2)}\n`
    saveFile(`${settings.item.recordType}.json`, new Blob([text], { type: 'application/json' }))
  }
  return (
    <Stack gap="xs" align="flex-end" w="100%">
      <ChooseFile accept="application/json,.json" onChoose={read.mutate}>
        {(props) => <button {...props} ref={choose} hidden type="button" />}
      </ChooseFile>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" size="sm" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('menu.label')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDeviceFloppy size={18} aria-hidden />} onClick={() => setDialog('save')}>
            {t('menu.save')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={18} aria-hidden />} onClick={download} disabled={gaps.length > 0}>
            {t('menu.download')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconFolderOpen size={18} aria-hidden />} onClick={() => setDialog('saved')}>
            {t('menu.saved')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileUpload size={18} aria-hidden />} onClick={() => choose.current?.click()}>
            {t('menu.load')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconRotate2 size={18} aria-hidden />} onClick={() => setDialog('reset')}>
            {t('menu.reset')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ErrorAlert error={read.error} />
      {read.data !== undefined && <Read read={read.data} own={settings.item.recordType} />}
      {dialog === 'save' && <SaveDialog settings={settings} onClose={close} />}
      {dialog === 'saved' && <SavedDialog settings={settings} onClose={close} />}
      {dialog === 'reset' && <ResetDialog settings={settings} onClose={close} />}
    </Stack>
  )
}

interface ReadProps {
  readonly read: Awaited<ReturnType<typeof readConfigurationFile>>
  readonly own: Configuration['recordType']
}

function Read({ read, own }: ReadProps) {
  const { t } = useTranslation('settings')
  if (read.kind !== 'configuration') return <Unreadable read={read} />
  const { recordType } = read.configuration
  if (recordType === own) {
    return (
      <Alert color="green" role="status" w="100%">
        {t('menu.loaded', { name: read.fileName })}
      </Alert>
    )
  }
  const names = {
    name: read.fileName,
    type: t(`recordType.${recordType}`, { ns: 'common' }),
    own: t(`recordType.${own}`, { ns: 'common' }),
  }
  return (
    <Alert color="red" role="alert" w="100%">
      {t('menu.otherType', names)}
    </Alert>
  )
}

interface DialogProps {
  readonly settings: Settings
  readonly onClose: () => void
}

function SavedDialog({ settings, onClose }: DialogProps) {
  const { t } = useTranslation('settings')
  const api = useApi()
  const { relative } = useFormats()
  const saved = useQuery({
    queryKey: ['configurations'],
    queryFn: async () => (await api.listConfigurations()).importConfigurations,
  })
  const take = useMutation({
    mutationFn: async (configurationId: string) => {
      const { configuration } = await api.getConfiguration({ path: { configurationId } })
      await settings.load(configuration)
    },
    onSuccess: onClose,
  })
  return (
    <Modal opened onClose={onClose} title={t('menu.saved')}>
      <ErrorAlert error={take.error} />
      <Answer of={saved}>
        {(all) => {
          const own = all.filter(({ recordType }) => recordType === settings.item.recordType)
          if (own.length === 0) return <Text>{t('menu.noneSaved')}</Text>
          return (
            <List listStyleType="none" spacing="sm">
              {own.map(({ id, name, updatedAt, updatedBy }) => (
                <List.Item key={id}>
                  <Group justify="space-between" wrap="nowrap">
                    <div style={{ overflowWrap: 'anywhere' }}>
                      <Text fw={600}>{name}</Text>
                      <Text size="sm" c="dimmed">
                        {t('menu.changed', { when: relative(updatedAt), name: updatedBy.name })}
                      </Text>
                    </div>
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('menu.takeLabel', { name })}
                      loading={take.isPending && take.variables === id}
                      disabled={take.isPending}
                      onClick={() => take.mutate(id)}
                    >
                      {t('menu.take')}
                    </Button>
                  </Group>
                </List.Item>
              ))}
            </List>
          )
        }}
      </Answer>
    </Modal>
  )
}

function ResetDialog({ settings, onClose }: DialogProps) {
  const { t } = useTranslation('settings')
  return (
    <Modal opened onClose={onClose} title={t('menu.resetTitle')}>
      <Stack>
        <Text>{t('menu.resetText')}</Text>
        <DialogButtons onCancel={onClose} isCancelFirst>
          <Button
            color="red"
            onClick={() => {
              settings.reset()
              onClose()
            }}
          >
            {t('menu.resetConfirm')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

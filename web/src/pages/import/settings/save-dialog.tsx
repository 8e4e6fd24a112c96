import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../../components/dialog-buttons.tsx'
import { useApi } from '../../../api/api.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import type { Settings } from './use-settings.ts'

interface Props {
  readonly settings: Settings
  readonly onClose: () => void
}

/** Keeps the settings for the next file: under a new name, or in place of those the import began with. */
export function SaveDialog({ settings, onClose }: Props) {
  const { t } = useTranslation('settings')
  const api = useApi()
  const queries = useQueryClient()
  const { made, item } = settings
  const [name, setName] = useState('')
  const [how, setHow] = useState<'new' | 'replace'>('new')
  const [isPressed, setPressed] = useState(false)
  const { configurationId } = item
  const first = useQuery({
    queryKey: ['configuration', configurationId],
    queryFn: () =>
      configurationId === undefined ? null : api.getConfiguration({ path: { configurationId } }).catch(() => null),
    enabled: configurationId !== undefined,
  })
  const save = useMutation({
    mutationFn: () => {
      const { configuration } = made
      const before = first.data
      if (how === 'replace' && before) {
        const body = { name: before.name, revision: before.revision, configuration }
        return api.putConfiguration({ path: { configurationId: before.id }, body })
      }
      return api.createConfiguration({ body: { name, configuration } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['configurations'] })
      await queries.invalidateQueries({ queryKey: ['configuration'] })
    },
  })
  const isBlank = how === 'new' && name.trim() === ''
  return (
    <Modal opened onClose={onClose} title={t('save.title')}>
      {save.data !== undefined ? (
        <Stack>
          <Alert color="green" role="status">
            {t('save.saved', { name: save.data.name })}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t('close', { ns: 'common' })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setPressed(true)
            if (!isBlank && made.gaps.length === 0 && !save.isPending) save.mutate()
          }}
        >
          <Stack>
            <Text size="sm">{t('save.lead')}</Text>
            {made.gaps.length > 0 && <Alert color="yellow">{t('save.gaps')}</Alert>}
            {first.data && (
              <Radio.Group value={how} onChange={(value) => setHow(value === 'replace' ? 'replace' : 'new')}>
                <Stack gap="xs">
                  <Radio value="new" label={t('save.asNew')} />
                  <Radio value="replace" label={t('save.replace', { name: first.data.name })} />
                </Stack>
              </Radio.Group>
            )}
            {how === 'new' && (
              <TextInput
                label={t('save.name')}
                placeholder={t('save.placeholder')}
                value={name}
                maxLength={100}
                onChange={(event) => setName(event.currentTarget.value)}
                error={isPressed && isBlank ? t('save.needsName') : undefined}
                data-autofocus
              />
            )}
            <ErrorAlert error={save.error} />
            <DialogButtons onCancel={onClose}>
              <Button type="submit" loading={save.isPending} disabled={made.gaps.length > 0}>
                {t('save', { ns: 'common' })}
              </Button>
            </DialogButtons>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

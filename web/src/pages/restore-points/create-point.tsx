import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { useApi } from '../../api/api.tsx'
import { restorePointsKey } from '../../api/restore-points.ts'
import { Refusal } from '../restore/refusal.tsx'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks for a name and makes a restore point; the list shows how it gets on. */
export function CreatePoint({ opened, onClose }: Props) {
  const api = useApi()
  const queries = useQueryClient()
  const { t } = useTranslation('restorePoints')
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () => api.createRestorePoint({ body: name.trim() === '' ? {} : { name: name.trim() } }),
    onSuccess: async () => {
      notifications.show({
        message: t('making'),
      })
      await queries.invalidateQueries({ queryKey: restorePointsKey })
      setName('')
      onClose()
    },
  })
  const close = () => {
    if (create.isPending) return
    create.reset()
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={t('make')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!create.isPending) create.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{t('makeLead')}</Text>
          <TextInput
            label={`${t('name')} (${t('optional', { ns: 'common' })})`}
            description={t('nameHint')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Refusal error={create.error} />
          <DialogButtons onCancel={close}>
            <Button type="submit" loading={create.isPending}>
              {t('make')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

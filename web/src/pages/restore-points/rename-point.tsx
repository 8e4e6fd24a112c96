import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import type { RestorePoint } from '../../api/restore-points.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useChangePoint } from './use-change-point.ts'

interface Props {
  readonly point: RestorePoint
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks for another name of a restore point. */
export function RenamePoint({ point, opened, onClose }: Props) {
  const { t } = useTranslation('restorePoints')
  return (
    <Modal opened={opened} onClose={onClose} title={t('renameTitle')}>
      <Form point={point} onClose={onClose} />
    </Modal>
  )
}

function Form({ point, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('restorePoints')
  const [name, setName] = useState(point.name ?? '')
  const change = useChangePoint(point.id)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!change.isPending) change.mutate({ name: name.trim() }, { onSuccess: onClose })
      }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <ErrorAlert error={change.error} />
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={name.trim() === ''} loading={change.isPending}>
            {t('save', { ns: 'common' })}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  )
}

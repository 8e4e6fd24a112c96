import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'

interface Props {
  readonly title: string
  readonly lead?: string
  readonly name: string
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSave: (name: string) => void
}

const LONGEST_NAME = 100

/** Asks what a configuration is to be called. */
export function NameDialog({ title, lead, name, busy, error, onClose, onSave }: Props) {
  const { t } = useTranslation('configurations')
  const [typed, setTyped] = useState(name)
  const [tried, setTried] = useState(false)
  const isEmpty = typed.trim() === ''
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!isEmpty) onSave(typed.trim())
        }}
      >
        <Stack>
          {lead !== undefined && <Text>{lead}</Text>}
          <TextInput
            label={t('name')}
            value={typed}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            data-autofocus
            error={tried && isEmpty ? t('nameRequired') : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorAlert error={error} />
          <DialogButtons onCancel={onClose}>
            <Button type="submit" loading={busy}>
              {t('save', { ns: 'common' })}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

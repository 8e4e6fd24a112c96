import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { DialogButtons } from './dialog-buttons.tsx'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will happen, in plain words and numbers. */
  readonly children: ReactNode
  /** The word to type; nothing happens until it stands there. */
  readonly word: string
  /** What to type and where, e.g. `Type "Nordwind" to go on`. */
  readonly prompt: string
  readonly confirm: string
  readonly busy?: boolean
  readonly onConfirm: () => void
}

/** Asks for a word to be typed before something that is hard to overlook is done. */
export function ConfirmTyped({ opened, onClose, title, children, word, prompt, confirm, busy, onConfirm }: Props) {
  const [typed, setTyped] = useState('')
  const fits = typed.trim().toLowerCase() === word.trim().toLowerCase()
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (fits) onConfirm()
        }}
      >
        <Stack>
          {children}
          <TextInput
            label={prompt}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <DialogButtons onCancel={close}>
            <Button type="submit" color="red.9" disabled={!fits} loading={busy === true}>
              {confirm}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly onCancel: () => void
  /** The dialog opens with the focus on *Cancel*: for what is hard to take back. @default false */
  readonly isCancelFirst?: boolean
  /** What the dialog is for. */
  readonly children: ReactNode
}

/** The buttons at the end of a dialog: the way out, then what it is for. */
export function DialogButtons({ onCancel, isCancelFirst = false, children }: Props) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel} {...(isCancelFirst ? { 'data-autofocus': true } : {})}>
        {t('cancel')}
      </Button>
      {children}
    </Group>
  )
}

import { Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import type { CustomField, RecordType } from '../../api/record-types.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useLabel } from '../../texts/labels.ts'

interface Props {
  readonly type: RecordType
  readonly field: CustomField
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onRemove: () => void
}

/** Asks before a field goes, and says what becomes of its values. */
export function RemoveField({ type, field, busy, error, onClose, onRemove }: Props) {
  const { t } = useTranslation('customFields')
  const label = useLabel()
  return (
    <Modal opened onClose={onClose} title={t('remove.title', { field: label(field.label) })}>
      <Stack>
        <Text>{t('remove.explain', { type: label(type.label) })}</Text>
        <Text>{t('remove.values')}</Text>
        <ErrorAlert error={error} />
        <DialogButtons onCancel={onClose} isCancelFirst>
          <Button color="red" loading={busy} onClick={onRemove}>
            {t('remove.confirm')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

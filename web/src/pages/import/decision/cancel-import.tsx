import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlayerStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../../api/api.tsx'
import { ErrorAlert } from '../../../components/problem-alert.tsx'
import type { StepProps } from '../step.ts'
import { answerHere } from './foreign-answers.tsx'
import { useImportChanged } from './import-changed.ts'

/** Stops the import, after saying what that means. */
export function CancelImport({ item }: StepProps) {
  const { t } = useTranslation('decision')
  const api = useApi()
  const [isAsking, { open, close }] = useDisclosure()
  const changed = useImportChanged(item.id)
  const cancel = useMutation({
    mutationFn: () => answerHere(item.waiting?.approvalId, () => api.cancelImport({ path: { importId: item.id } })),
    onSuccess: close,
    onSettled: changed,
  })
  const { imported, pending } = item.users
  return (
    <>
      {cancel.isSuccess ? (
        <Alert color="gray" variant="light" role="status" p="xs">
          {t('cancel.requested')}
        </Alert>
      ) : (
        <Button
          variant="subtle"
          color="red"
          size="compact-md"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={open}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('cancel.button')}
        </Button>
      )}
      <Modal opened={isAsking} onClose={close} title={t('cancel.title')}>
        <Stack>
          <List spacing="xs">
            <List.Item>{t('cancel.stays', { count: imported })}</List.Item>
            {pending > 0 && <List.Item>{t('cancel.rest', { count: pending })}</List.Item>}
            {item.status === 'importing' && <List.Item>{t('cancel.begun')}</List.Item>}
            <List.Item>{t('cancel.final')}</List.Item>
          </List>
          <ErrorAlert error={cancel.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('cancel.goOn')}
            </Button>
            <Button color="red.9" onClick={() => cancel.mutate()} loading={cancel.isPending}>
              {t('cancel.button')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { useApi } from '../../api/api.tsx'
import { restorePointsKey, type RestorePoint } from '../../api/restore-points.ts'
import { useFormats } from '../../texts/formats.ts'
import { Refusal } from '../restore/refusal.tsx'
import { useChangePoint } from './use-change-point.ts'

interface Props {
  readonly point: RestorePoint
  readonly opened: boolean
  readonly onClose: () => void
}

/** Says what can no longer be taken back, and deletes a restore point; of a pinned one, that it has to be unpinned first. */
export function RemovePoint({ point, opened, onClose }: Props) {
  const { t } = useTranslation('restorePoints')
  return (
    <Modal opened={opened} onClose={onClose} title={t(point.pinned ? 'removePinnedTitle' : 'removeTitle')}>
      {point.pinned ? <Pinned point={point} onClose={onClose} /> : <Confirm point={point} onClose={onClose} />}
    </Modal>
  )
}

type PartProps = Omit<Props, 'opened'>

function Pinned({ point, onClose }: PartProps) {
  const { t } = useTranslation('restorePoints')
  const change = useChangePoint(point.id)
  return (
    <Stack>
      <Text>{t('removePinned')}</Text>
      <Refusal error={change.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('close', { ns: 'common' })}
        </Button>
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate({ pinned: false }, { onSuccess: onClose })}
        >
          {t('unpin')}
        </Button>
      </Group>
    </Stack>
  )
}

function Confirm({ point, onClose }: PartProps) {
  const api = useApi()
  const queries = useQueryClient()
  const { t } = useTranslation('restorePoints')
  const { dateTime } = useFormats()
  const remove = useMutation({
    mutationFn: () => api.deleteRestorePoint({ path: { restorePointId: point.id } }),
    onSuccess: async () => {
      notifications.show({
        message: t('removed'),
      })
      onClose()
      await queries.invalidateQueries({ queryKey: restorePointsKey })
    },
  })
  return (
    <Stack>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {`${point.name ?? t(`reason.${point.reason}`)}, ${dateTime(point.createdAt)}`}
      </Text>
      <Text>{t(`removeFor.${point.reason}`, { name: point.createdBy.name })}</Text>
      <Text>{t('removeLast')}</Text>
      <Refusal error={remove.error} />
      <DialogButtons onCancel={onClose} isCancelFirst>
        <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('delete', { ns: 'common' })}
        </Button>
      </DialogButtons>
    </Stack>
  )
}

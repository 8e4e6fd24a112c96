import { Button, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { useApi } from '../../api/api.tsx'
import type { Record } from '../../api/record-types.ts'
import { recordKey, recordsKey, titleOf } from '../../api/records.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'
import { useFormats } from '../../texts/formats.ts'
import type { Owned } from './user-frame.tsx'

interface Props {
  readonly owned: Owned
  readonly record: Record
}

/** Days for which deleted records wait. Source: `lib/domain/recycle-bin.ts`. */
const BIN_DAYS = 14
const DAY = 24 * 60 * 60 * 1000

/** Puts a record into the recycle bin, after saying what that means. */
export function DeleteRecord({ owned: { user, type }, record }: Props) {
  const { t } = useTranslation('records')
  const { date, title: called } = useFormats()
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  // Until when it would wait, as of the moment of the question.
  const [until, setUntil] = useState<string>()
  const close = () => setUntil(undefined)
  const title = called(titleOf(record) ?? t('untitled'))
  const remove = useMutation({
    mutationFn: () => api.deleteRecord({ path: { userId: user.id, type: type.name, recordId: record.id } }),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('deleted', { title }) })
      await navigate(`/users/${user.id}/records/${type.name}`)
      queries.removeQueries({ queryKey: recordKey(user.id, type.name, record.id) })
      await Promise.all([
        queries.invalidateQueries({ queryKey: recordsKey(user.id) }),
        queries.invalidateQueries({ queryKey: ['recycle-bin', user.id] }),
      ])
    },
  })
  return (
    <>
      <Button
        variant="light"
        color="red"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => setUntil(new Date(Date.now() + BIN_DAYS * DAY).toISOString())}
      >
        {t('delete')}
      </Button>
      <Modal opened={until !== undefined} onClose={close} title={t('deleteTitle', { title })}>
        <Stack>
          <Text>{until !== undefined && t('deleteExplain', { until: date(until) })}</Text>
          <ErrorAlert error={remove.error} />
          <DialogButtons onCancel={close} isCancelFirst>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('deleteConfirm')}
            </Button>
          </DialogButtons>
        </Stack>
      </Modal>
    </>
  )
}

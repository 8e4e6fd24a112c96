import { Button, List, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogButtons } from '../../../components/dialog-buttons.tsx'
import { useApi } from '../../../api/api.tsx'
import type { Preview } from '../../../api/previews.ts'
import { useFormats } from '../../../texts/formats.ts'
import { writtenParts, type Rest } from './consequences.ts'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  readonly preview: Preview
  readonly rest: Rest
}

/** Asks once more, in numbers, before users are imported whom nobody has looked at. */
export function ImportAllDialog({ opened, onClose, onConfirm, preview, rest }: Props) {
  const { t } = useTranslation('decision')
  const { number } = useFormats()
  const api = useApi()
  const { data: company } = useQuery({ queryKey: ['company'], queryFn: () => api.getCompany() })
  const { counts } = preview
  const parts = writtenParts(counts).map(({ outcome, count }) => `${number(count)} ${t(`writes.${outcome}`)}`)
  const name = preview.name === '' ? preview.email : preview.name
  return (
    <Modal opened={opened} onClose={onClose} title={t('all.title', { count: rest.users + 1 })} size="lg">
      <Stack>
        <List spacing="xs">
          <List.Item>
            {parts.length === 0
              ? t('actions.importNothing', { name })
              : t('all.thisUser', { parts: parts.join(', '), name })}
            {counts.deleted > 0 && (
              <Text span c="var(--mantine-color-error)" fw={700}>
                {' '}
                {t('actions.importDeletes', { count: counts.deleted })}
              </Text>
            )}
          </List.Item>
          <List.Item>{t('all.others', { count: rest.users, rows: rest.rows })}</List.Item>
          <List.Item>
            {company === undefined
              ? t('all.guard')
              : t('all.guardNumbers', {
                  deleted: company.guard.maxDeletedPercent,
                  changed: company.guard.maxChangedPercent,
                  from: company.guard.fromRecords,
                })}
          </List.Item>
          <List.Item>{t('all.wayBack')}</List.Item>
        </List>
        <DialogButtons onCancel={onClose}>
          <Button onClick={onConfirm} data-autofocus>
            {t('all.confirm', { count: rest.users + 1 })}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  )
}

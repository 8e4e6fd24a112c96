import { Button, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { DialogButtons } from '../../components/dialog-buttons.tsx'
import { useApi } from '../../api/api.tsx'
import { nameOfUser, usersKey, type User } from '../../api/users.ts'
import { ErrorAlert } from '../../components/problem-alert.tsx'

/** Makes an account inactive or active, or deletes it. */
export function AccountDanger({ user }: { readonly user: User }) {
  const { t } = useTranslation('users')
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, { open, close }] = useDisclosure()
  const name = nameOfUser(user)
  const activate = useMutation({
    mutationFn: (active: boolean) => api.updateUser({ path: { userId: user.id }, body: { active } }),
    onSuccess: async ({ active }) => {
      close()
      notifications.show({ color: 'green', message: t(active ? 'danger.activated' : 'danger.deactivated', { name }) })
      await queries.invalidateQueries({ queryKey: usersKey })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteUser({ path: { userId: user.id } }),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('danger.deleted', { name }) })
      await navigate('/users')
      await queries.invalidateQueries({ queryKey: usersKey })
    },
  })
  return (
    <Paper withBorder p="md" maw={640} component="section" aria-labelledby="danger">
      <Stack gap="sm">
        <Title order={2} size="h4" id="danger">
          {t('danger.title')}
        </Title>
        <Text size="sm">{user.active ? t('danger.deactivateExplain') : t('danger.activateExplain')}</Text>
        <Text size="sm">{t('danger.deleteExplain')}</Text>
        {!asking && <ErrorAlert error={activate.error} />}
        <Group>
          <Button
            variant="default"
            leftSection={user.active ? <IconUserOff size={18} aria-hidden /> : <IconUserCheck size={18} aria-hidden />}
            loading={activate.isPending}
            onClick={() => activate.mutate(!user.active)}
          >
            {user.active ? t('danger.deactivate') : t('danger.activate')}
          </Button>
          <Button variant="light" color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={open}>
            {t('danger.delete')}
          </Button>
        </Group>
      </Stack>
      <Modal
        opened={asking}
        onClose={() => {
          remove.reset()
          close()
        }}
        title={t('danger.confirmTitle', { name })}
      >
        <Stack>
          <Text style={{ overflowWrap: 'anywhere' }}>{t('danger.confirm', { email: user.email })}</Text>
          <ErrorAlert error={remove.error} />
          <ErrorAlert error={activate.error} />
          <DialogButtons onCancel={close}>
            {remove.isError && user.active ? (
              <Button loading={activate.isPending} onClick={() => activate.mutate(false)}>
                {t('danger.instead')}
              </Button>
            ) : (
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('danger.delete')}
              </Button>
            )}
          </DialogButtons>
        </Stack>
      </Modal>
    </Paper>
  )
}

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/api.tsx'

/** Asks to sign in again once the sign-in has ended; what was asked meanwhile goes on after it. */
export function SessionDialog() {
  const { t } = useTranslation()
  const session = useSession()
  const queries = useQueryClient()
  const ended = useSyncExternalStore(session.subscribe, session.hasEnded)
  const signIn = useMutation({
    mutationFn: session.signInAgain,
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('session.ended')}
    >
      <Stack>
        <Text>{t('session.explain')}</Text>
        {signIn.isError && (
          <Alert color="yellow" role="alert">
            <Stack align="flex-start" gap="xs">
              {t('session.blocked')}
              <Button variant="default" size="xs" onClick={() => void session.signInByLeaving()}>
                {t('session.leave')}
              </Button>
            </Stack>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button onClick={() => signIn.mutate()} loading={signIn.isPending} data-autofocus>
            {t('session.signIn')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

import { Alert } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { nameOfUser, usersKey } from '../../api/users.ts'
import { Page } from '../../components/page.tsx'
import { UserForm, type AccountDraft } from './user-form.tsx'

const EMPTY: AccountDraft = {
  email: '',
  employeeNumber: '',
  firstName: '',
  lastName: '',
  level: 'user',
  groups: [],
  active: true,
  locale: '',
}

/** Creates one account. */
export function NewUserPage() {
  const { t } = useTranslation('users')
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { user } = useMe()
  const create = useMutation({
    mutationFn: ({ locale, ...draft }: AccountDraft) =>
      api.createUser({ body: { ...draft, ...(locale === '' ? {} : { locale }) } }),
    onSuccess: async (created) => {
      notifications.show({ color: 'green', message: t('created', { name: nameOfUser(created) }) })
      await queries.invalidateQueries({ queryKey: usersKey })
      await navigate('/users')
    },
  })
  return (
    <Page title={t('newTitle')}>
      {user.level === 'administrator' ? (
        <UserForm
          initial={EMPTY}
          submit={t('create')}
          busy={create.isPending}
          done={create.isSuccess}
          error={create.error}
          onSubmit={(draft) => create.mutate(draft)}
        />
      ) : (
        <Alert color="gray">{t('onlyAdministrators')}</Alert>
      )}
    </Page>
  )
}

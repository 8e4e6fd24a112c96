import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAddressBook } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { useMe } from '../../api/me.ts'
import { nameOfUser, useUsers, usersKey, type User } from '../../api/users.ts'
import { Answer } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { AccountDanger } from './account-danger.tsx'
import { UserForm, type AccountDraft } from './user-form.tsx'

/** One account, to change it, deactivate it or delete it. */
export function EditUserPage() {
  const { t } = useTranslation('users')
  const { userId = '' } = useParams()
  const me = useMe()
  const query = useUsers()
  const user = query.data?.find(({ id }) => id === userId)
  return (
    <Page
      title={user === undefined ? t('title') : t('editTitle', { name: nameOfUser(user) })}
      actions={
        user !== undefined && (
          <Button
            component={Link}
            to={`/users/${user.id}/records/customers`}
            variant="default"
            leftSection={<IconAddressBook size={18} aria-hidden />}
          >
            {t('records')}
          </Button>
        )
      }
    >
      <Answer of={query}>
        {() => {
          if (user === undefined) return <Alert color="red">{t('notFound')}</Alert>
          if (me.user.level !== 'administrator') return <Alert color="gray">{t('onlyAdministrators')}</Alert>
          return <Account key={user.id} user={user} />
        }}
      </Answer>
    </Page>
  )
}

const draftOf = (user: User): AccountDraft => ({
  email: user.email,
  employeeNumber: user.employeeNumber ?? '',
  firstName: user.firstName,
  lastName: user.lastName,
  level: user.level,
  groups: [...user.groups],
  active: user.active,
  locale: user.locale ?? '',
})

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Only what was changed here is sent: what somebody else changed meanwhile stays. */
function changesOf(before: AccountDraft, after: AccountDraft) {
  const { locale, ...rest } = after
  const changed: Partial<typeof rest> = { ...rest }
  if (before.email === after.email) delete changed.email
  if (before.employeeNumber === after.employeeNumber) delete changed.employeeNumber
  if (before.firstName === after.firstName) delete changed.firstName
  if (before.lastName === after.lastName) delete changed.lastName
  if (before.level === after.level) delete changed.level
  if (same(before.groups, after.groups)) delete changed.groups
  if (before.active === after.active) delete changed.active
  return { ...changed, ...(locale === '' || locale === before.locale ? {} : { locale }) }
}

function Account({ user }: { readonly user: User }) {
  const { t } = useTranslation('users')
  const api = useApi()
  const queries = useQueryClient()
  const initial = useMemo(() => draftOf(user), [user])
  const [saves, setSaves] = useState(0)
  const change = useMutation({
    mutationFn: (draft: AccountDraft) => api.updateUser({ path: { userId: user.id }, body: changesOf(initial, draft) }),
    onSuccess: async (saved) => {
      notifications.show({ color: 'green', message: t('saved', { name: nameOfUser(saved) }) })
      await Promise.all([
        queries.invalidateQueries({ queryKey: usersKey }),
        queries.invalidateQueries({ queryKey: ['me'] }),
      ])
      setSaves((before) => before + 1)
    },
  })
  return (
    <>
      <UserForm
        // What was saved is what the form begins with from then on.
        key={saves}
        initial={initial}
        submit={t('save', { ns: 'common' })}
        busy={change.isPending}
        done={false}
        error={change.error}
        onSubmit={(draft) => change.mutate(draft)}
      />
      <AccountDanger user={user} />
    </>
  )
}

import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useMe } from '../../api/me.ts'
import { useRecordTypes, type RecordType } from '../../api/record-types.ts'
import { nameOfUser, useUsers, type User } from '../../api/users.ts'
import { Waiting } from '../../components/answer.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorAlert } from '../../components/problem-alert.tsx'

export interface Owned {
  /** Whose records these are. */
  readonly user: User
  readonly isOwn: boolean
  readonly name: string
  readonly type: RecordType
}

interface Props {
  readonly children: (owned: Owned) => ReactNode
}

/** Finds whose records, and of which type, the address means; says so if there is nobody, or nothing, of that kind. */
export function UserFrame({ children }: Props) {
  const { t } = useTranslation('records')
  const { userId, type: typeName = 'customers' } = useParams()
  const me = useMe()
  const users = useUsers()
  const types = useRecordTypes()
  const error = users.error ?? types.error
  const user = users.data?.find(({ id }) => id === userId)
  const type = types.data?.find(({ name }) => name === typeName)
  if (user !== undefined && type !== undefined) {
    return children({ user, type, isOwn: user.id === me.user.id, name: nameOfUser(user) })
  }
  return (
    <Page title={t('someone')}>
      {error !== null && <ErrorAlert error={error} />}
      {error === null && (users.isPending || types.isPending) && <Waiting />}
      {users.isSuccess && types.isSuccess && <Alert color="red">{t('notFound')}</Alert>}
    </Page>
  )
}

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi } from '../../api/api.tsx'
import { recordsKey, titleOf } from '../../api/records.ts'
import { Page } from '../../components/page.tsx'
import type { Changes } from './merge.ts'
import { RecordForm } from './record-form.tsx'
import { UserFrame, type Owned } from './user-frame.tsx'

/** Enters a record by hand. */
export function NewRecordPage() {
  return <UserFrame>{(owned) => <NewRecord {...owned} />}</UserFrame>
}

function NewRecord({ user, type, isOwn, name }: Owned) {
  const { t } = useTranslation('records')
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const at = `/users/${user.id}/records/${type.name}`
  const create = useMutation({
    mutationFn: (fields: Changes) => api.createRecord({ path: { userId: user.id, type: type.name }, body: { fields } }),
    onSuccess: async (record) => {
      notifications.show({ color: 'green', message: t('created', { title: titleOf(record) ?? record.id }) })
      await queries.invalidateQueries({ queryKey: recordsKey(user.id) })
      await navigate(`${at}/${record.id}`)
    },
  })
  return (
    <Page title={t(`new.${type.name}`)} lead={isOwn ? undefined : t('title', { name })}>
      <RecordForm
        type={type}
        userId={user.id}
        before={{}}
        submit={t('create')}
        busy={create.isPending}
        done={create.isSuccess}
        error={create.error}
        onSubmit={(fields) => create.mutate(fields)}
        onCancel={() => void navigate(at)}
      />
    </Page>
  )
}

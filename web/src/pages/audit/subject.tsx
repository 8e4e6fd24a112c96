import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isRecordTypeName } from '../../api/record-types.ts'
import { usePeople } from '../restores/people.ts'
import type { Entry } from './actions.ts'

/** Where what an entry is about can be seen; nothing where there is no page of it. */
function pathOf({ subject, details, action }: Entry): string | undefined {
  const { kind, id } = subject
  if (kind === 'company') return '/settings'
  if (kind === 'configuration') return '/configurations'
  if (kind === 'restore-point')
    return typeof details.restoreId === 'string' ? `/restores/${details.restoreId}` : '/restore-points'
  if (id === undefined) return undefined
  const name = encodeURIComponent(id)
  switch (kind) {
    case 'import':
      return `/imports/${name}`
    case 'restore':
      return `/restores/${name}`
    case 'user':
      return action === 'user.deleted' ? undefined : `/users/${name}`
    case 'record-type':
      return isRecordTypeName(id) ? `/custom-fields/${id}` : undefined
    case 'record': {
      const { userId, type } = details
      if (typeof userId !== 'string' || typeof type !== 'string' || action === 'record.deleted') return undefined
      return `/users/${encodeURIComponent(userId)}/records/${type}/${name}`
    }
    case 'approval':
      return `/approvals/${name}`
  }
}

/** What an entry is about, by its name, and the way to it. */
export function SubjectLink({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('audit')
  const { nameOf } = usePeople()
  const { kind, id, name } = entry.subject
  const path = pathOf(entry)
  const known = name ?? (kind === 'user' && id !== undefined ? nameOf(id, id) : undefined)
  if (path === undefined) return known === undefined ? null : ` · ${known}`
  const isOfRestore = path.startsWith('/restores/')
  return (
    <>
      {' · '}
      <Anchor component={Link} to={path} underline="always" inherit>
        {known ?? t(`to.${isOfRestore ? 'restore' : kind}`)}
      </Anchor>
    </>
  )
}

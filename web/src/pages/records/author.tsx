import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Record } from '../../api/record-types.ts'
import { nameOfUser, useUsers } from '../../api/users.ts'

type By = Record['updatedBy']

/** Who made a change, as a text. */
export function useAuthor(): (by: By) => string {
  const { t } = useTranslation('records')
  const users = useUsers()
  return ({ kind, id }) => {
    if (kind !== 'user') return t(`by.${kind}`)
    const user = users.data?.find((one) => one.id === id)
    return user === undefined ? t('by.hidden') : t('by.user', { name: nameOfUser(user) })
  }
}

/** Who made a change, with the way to the import, restore or undo that did it. */
export function Author({ by }: { readonly by: By }) {
  const author = useAuthor()
  if (by.kind === 'user') return <>{author(by)}</>
  return (
    <Anchor
      component={Link}
      to={by.kind === 'import' ? `/imports/${by.id}` : `/restores/${by.id}`}
      inherit
      underline="always"
    >
      {author(by)}
    </Anchor>
  )
}

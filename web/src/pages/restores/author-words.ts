import { useTranslation } from 'react-i18next'
import type { Restore } from '../../api/restores.ts'
import { usePeople } from './people.ts'

type Author = Pick<Restore['users'][number]['losses'][number], 'kind' | 'id' | 'name'>

/** Who changed a record: a person by name, an import by its file, a restore or an undo as such. */
export function useAuthorWords(): (author: Author) => string {
  const { t } = useTranslation('restores')
  const { nameOf } = usePeople()
  return ({ kind, id, name }) => t(`author.${kind}`, { name: kind === 'user' ? nameOf(id, name) : name })
}

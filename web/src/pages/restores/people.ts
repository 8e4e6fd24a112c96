import { useMemo } from 'react'
import { nameOfUser, useUsers } from '../../api/users.ts'

interface People {
  /** The name of an account; of one that cannot be seen any more `otherwise`. */
  readonly nameOf: (userId: string, otherwise: string) => string
}

/** How people are called, for lists that say only IDs or e-mail addresses. */
export function usePeople(): People {
  const { data } = useUsers()
  return useMemo(() => {
    const names = new Map(data?.map((user) => [user.id, nameOfUser(user)]))
    return { nameOf: (userId, otherwise) => names.get(userId) ?? otherwise }
  }, [data])
}

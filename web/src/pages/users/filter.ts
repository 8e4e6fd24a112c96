import { useSearchParams } from 'react-router'
import { nameOfUser, type User } from '../../api/users.ts'

/** What is asked of the list of users; empty words ask nothing. */
export interface UserFilter {
  readonly q: string
  readonly level: string
  readonly group: string
  readonly active: string
}

/** The filter as the address has it, so that it can be kept and sent. */
export function useUserFilter() {
  const [params, setParams] = useSearchParams()
  const word = (name: keyof UserFilter) => params.get(name) ?? ''
  const filter: UserFilter = { q: word('q'), level: word('level'), group: word('group'), active: word('active') }
  const change = (part: Partial<UserFilter>) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(part)) {
          if (value === '') next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true },
    )
  }
  return { filter, change, clear: () => change({ q: '', level: '', group: '', active: '' }) }
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()

/** The users that fit all that is asked; every word that is looked for stands somewhere in the account, in any case and without accents. */
export function filterUsers(users: readonly User[], { q, level, group, active }: UserFilter): readonly User[] {
  const words = folded(q)
    .split(/\s+/u)
    .filter((word) => word !== '')
  return users.filter((user) => {
    if (level !== '' && user.level !== level) return false
    if (group !== '' && !user.groups.includes(group)) return false
    if (active !== '' && user.active !== (active === 'yes')) return false
    const text = folded([nameOfUser(user), user.email, user.employeeNumber ?? '', ...user.groups].join('\n'))
    return words.every((word) => text.includes(word))
  })
}

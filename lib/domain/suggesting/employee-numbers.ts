import type { User } from '../companies.ts'

/** How a value that is no employee number comes to mean one. */
export interface NumberMatch {
  readonly user: User
  readonly code: 'employee-number' | 'decimal-place' | 'written-otherwise' | 'lost-zeros'
  readonly message: string
}

/** A spreadsheet writes the whole number 4711 as 4711.0 or 4711,00 if told to. */
const withoutDecimals = (text: string): string => text.replace(/[.,]0{1,2}$/u, '')
const withoutSigns = (text: string): string => withoutDecimals(text).replace(/[\s\p{Cf}\p{Pd}_./'’]/gu, '')
const withoutZeros = (text: string): string => withoutSigns(text).replace(/^0+(?=.)/u, '')

const normalise = (text: string): string => text.normalize('NFC').trim().toLowerCase()

function numberMatch(text: string, user: User, number: string): NumberMatch {
  const shown = user.employeeNumber?.trim() ?? ''
  if (text === number) return { user, code: 'employee-number', message: `is the employee number of ${user.email}.` }
  if (withoutDecimals(text) === number) {
    return { user, code: 'decimal-place', message: `is the employee number ${shown} with a decimal place.` }
  }
  return withoutSigns(text) === withoutSigns(number)
    ? { user, code: 'written-otherwise', message: `is the employee number ${shown}, written otherwise.` }
    : { user, code: 'lost-zeros', message: `is the employee number ${shown} but for zeros in front.` }
}

/**
 * Makes the function that finds the users whose employee number a text is when zeros in front, spaces and dashes, and a
 * decimal place are left out. Several users are several possible meanings.
 */
export function createNumberIndex(users: readonly User[]): (text: string) => NumberMatch[] {
  const index = new Map<string, { readonly user: User; readonly number: string }[]>()
  for (const user of users) {
    const number = normalise(user.employeeNumber ?? '')
    const key = withoutZeros(number)
    if (key !== '') index.set(key, [...(index.get(key) ?? []), { user, number }])
  }
  return (value) => {
    const text = normalise(value)
    return (index.get(withoutZeros(text)) ?? []).map(({ user, number }) => numberMatch(text, user, number))
  }
}

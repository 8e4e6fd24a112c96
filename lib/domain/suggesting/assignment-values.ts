import { assignmentKey, comparedValue } from '../assignment.ts'
import type { User } from '../companies.ts'
import type { AssignmentMode } from '../configuration.ts'
import { createNumberIndex } from './employee-numbers.ts'
import { createUserSuggester } from './users.ts'

/** What the first values of a column have to do with users. */
export interface UserValues {
  /** How many of them are a user's. */
  readonly hits: (samples: readonly string[], by: AssignmentMode) => number
  /**
   * How many are nobody's and mean one user surely, so that each has to be accepted before its rows are imported; and what
   * is wrong with them, with an example (empty if there are none).
   */
  readonly near: (samples: readonly string[], by: AssignmentMode) => { readonly count: number; readonly note: string }
}

interface Meaning {
  readonly means: string
  readonly lostZeros: boolean
}

/** Compares values with users, by their e-mail addresses and by their employee numbers. */
export function createUserValues(users: readonly User[]): UserValues {
  const keys = (by: AssignmentMode) => new Set(users.flatMap((user) => assignmentKey(user, by) ?? []))
  const known = { email: keys('email'), 'employee-number': keys('employee-number') } as const
  const meanings = { email: meantByAddress(users), 'employee-number': meantByNumber(users) } as const
  const isKnown = (sample: string, by: AssignmentMode) => known[by].has(comparedValue(sample, by))
  return {
    hits: (samples, by) => samples.filter((sample) => isKnown(sample, by)).length,
    near: (samples, by) => {
      const found = samples.flatMap((sample) => {
        const meaning = isKnown(sample, by) ? undefined : meanings[by](sample)
        return meaning === undefined ? [] : [{ sample, ...meaning }]
      })
      const [first] = found
      if (first === undefined) return { count: 0, note: '' }
      const who = found.length === samples.length ? 'They' : 'Some'
      const fault = first.lostZeros ? 'lost their leading zeros' : 'are written otherwise'
      const example = `"${first.sample}" for "${first.means}"`
      return { count: found.length, note: `${who} ${fault} (${example}): whom they mean has to be accepted.` }
    },
  }
}

function meantByNumber(users: readonly User[]): (sample: string) => Meaning | undefined {
  const find = createNumberIndex(users.filter(({ active }) => active))
  return (sample) => {
    const [match, ...others] = find(sample)
    if (match === undefined || others.length > 0) return undefined
    return { means: match.user.employeeNumber ?? '', lostZeros: match.code === 'lost-zeros' }
  }
}

function meantByAddress(users: readonly User[]): (sample: string) => Meaning | undefined {
  const suggest = createUserSuggester({ users, by: 'email', eligible: ({ active }) => active })
  return (sample) => {
    const [suggestion] = suggest(sample)
    if (suggestion?.confidence !== 'high' || suggestion.reason.code === 'employee-number') return undefined
    return { means: suggestion.email, lostZeros: false }
  }
}

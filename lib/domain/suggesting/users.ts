import { displayName, normaliseEmail } from '../companies.ts'
import type { User } from '../companies.ts'
import type { AssignmentMode } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'
import { editDistance } from './edit-distance.ts'
import { createNumberIndex } from './employee-numbers.ts'

export const USER_SUGGESTION_CODES = [
  'misspelt-email',
  'other-domain',
  'local-part',
  'email',
  'full-name',
  'employee-number',
  'lost-zeros',
  'decimal-place',
  'written-otherwise',
] as const
export type UserSuggestionCode = (typeof USER_SUGGESTION_CODES)[number]

export const CONFIDENCES = ['high', 'medium'] as const
/** `high`: nothing but its form is wrong with the value. `medium`: probably, but it may be somebody else's. */
export type Confidence = (typeof CONFIDENCES)[number]

export interface UserSuggestion {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly reason: { readonly code: UserSuggestionCode; readonly message: string }
  readonly confidence: Confidence
}

export interface SuggestUsersInput {
  /** Every user of the company: also one who cannot be suggested may be the one who is meant. */
  readonly users: readonly User[]
  readonly by: AssignmentMode
  /** Whether a user may be suggested to who asks: active, and within reach. */
  readonly eligible: (user: User) => boolean
}

interface Match {
  readonly user: User
  /** Letters between the value and the user; 0 if only the form differs. */
  readonly distance: number
  readonly code: UserSuggestionCode
  readonly message: string
  readonly sure: boolean
}

/** An e-mail address has at most 254 characters; a name in front of it a few more. */
const LONGEST_VALUE = 400
const MOST_EDITS = 2
/** Of two addresses with short names in front of the @, two letters make another person. */
const LETTERS_PER_EDIT = 4
/** More who are equally near say nothing. */
const MOST_CANDIDATES = 5

/**
 * Makes the function that says whom a value of the assignment column means that belongs to no user: one suggestion, or
 * several if users are equally near (then none may be taken by itself), or none. If somebody who cannot be suggested is
 * as near, there is none: the value may mean that one. Misspelt employee numbers are never guessed at: one digit makes
 * another person.
 */
export function createUserSuggester(input: SuggestUsersInput): (value: string) => UserSuggestion[] {
  const inForm = createFormRules(input)
  const inLetters = createLetterRule(input.users)
  return (value) => {
    const text = normaliseEmail(value)
    if (text === '' || text.length > LONGEST_VALUE) return []
    const forms = inForm(text)
    return chosen(forms.length > 0 ? forms : inLetters(text), input.eligible)
  }
}

function chosen(matches: readonly Match[], eligible: (user: User) => boolean): UserSuggestion[] {
  const least = Math.min(...matches.map(({ distance }) => distance))
  const nearest = new Map<string, Match>()
  for (const match of matches) {
    if (match.distance === least && !nearest.has(match.user.id)) nearest.set(match.user.id, match)
  }
  const found = [...nearest.values()]
  if (found.length > MOST_CANDIDATES || !found.every(({ user }) => eligible(user))) return []
  const alone = new Set(matches.map(({ user }) => user.id)).size === 1
  return found
    .map(({ user, code, message, sure }) => ({
      userId: user.id,
      email: user.email,
      name: displayName(user),
      reason: { code, message },
      confidence: sure && alone ? ('high' as const) : ('medium' as const),
    }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
}

function indexOf(users: readonly User[], keysOf: (user: User) => readonly string[]): ReadonlyMap<string, User[]> {
  const index = new Map<string, User[]>()
  for (const user of users) {
    for (const key of new Set(keysOf(user))) {
      const known = index.get(key)
      if (known === undefined) index.set(key, [user])
      else known.push(user)
    }
  }
  return index
}

/** The address in `Anna Berger <mailto:anna.berger@…>;`, without space and invisible characters. */
function bareAddress(text: string): string {
  const inBrackets = /<([^<>]+)>/u.exec(text)?.[1] ?? text
  return inBrackets.replace(/[\s\p{Cf}]/gu, '').replace(/^mailto:|[.,;]+$/gu, '')
}

const localPart = (email: string): string => email.slice(0, Math.max(0, email.lastIndexOf('@')))
const domain = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

function namesOf({ firstName, lastName }: User): string[] {
  const [first, last] = [normaliseHeader(firstName), normaliseHeader(lastName)]
  return first === '' || last === '' ? [] : [first + last, last + first]
}

/** Values that name a user exactly, only in another form than is asked for. */
function createFormRules({ users, by }: SuggestUsersInput): (text: string) => Match[] {
  const byEmail = indexOf(users, ({ email }) => [normaliseEmail(email)])
  const byLocalPart = indexOf(users, ({ email }) => [localPart(normaliseEmail(email))])
  const byName = indexOf(users, namesOf)
  const byNumber = createNumberIndex(users)
  return (text) => {
    const form = (user: User, code: UserSuggestionCode, message: string, sure = true): Match => ({
      user,
      distance: 0,
      code,
      message,
      sure,
    })
    const emails = (byEmail.get(bareAddress(text)) ?? []).map((user) =>
      by === 'email'
        ? form(user, 'written-otherwise', `is ${user.email}, with something before, behind or in between.`)
        : form(user, 'email', `is the e-mail address of ${displayName(user)}.`),
    )
    // In a column of e-mail addresses a number that only resembles somebody's is doubtful twice.
    const numbers = byNumber(text).map(({ user, code, message }) =>
      form(user, code, message, by === 'employee-number' || code === 'employee-number'),
    )
    const localParts = (byLocalPart.get(text) ?? []).map((user) =>
      form(user, 'local-part', `is what stands before the @ in ${user.email}.`),
    )
    const names = (byName.get(normaliseHeader(text)) ?? []).map((user) =>
      form(user, 'full-name', `is the name of ${user.email}.`),
    )
    return [...emails, ...numbers, ...localParts, ...names]
  }
}

/** Which letters a text has, a bit each: one edit changes two bits at most, which spares most comparisons. */
function lettersOf(text: string): number {
  let letters = 0
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) % 32)
  return letters
}

function bitsOf(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Addresses that are a letter or two away from a user's, or have only another domain. */
function createLetterRule(users: readonly User[]): (text: string) => Match[] {
  const known = users.map((user) => {
    const email = normaliseEmail(user.email)
    return { user, email, letters: lettersOf(email), local: localPart(email), domain: domain(email) }
  })
  const domains = new Set(known.map((account) => account.domain))
  return (text) => {
    const letters = lettersOf(text)
    const local = localPart(text)
    const isKnownDomain = domains.has(domain(text))
    return known.flatMap((account): Match[] => {
      const { user, email } = account
      const sameLocal = local !== '' && local === account.local
      const couldBe = bitsOf(letters ^ account.letters) <= 2 * MOST_EDITS
      const distance = couldBe ? editDistance(text, email, MOST_EDITS) : MOST_EDITS + 1
      if (distance <= MOST_EDITS && (distance === 1 || isNear(local, account.local))) {
        const sure = sameLocal && !isKnownDomain
        return [{ user, distance, code: 'misspelt-email', message: misspelling(email, distance, sameLocal), sure }]
      }
      if (!sameLocal) return []
      const message = `has another domain than ${email}, and the same before the @.`
      return [{ user, distance: MOST_EDITS, code: 'other-domain', message, sure: false }]
    })
  }
}

function isNear(local: string, known: string): boolean {
  return editDistance(local, known, MOST_EDITS) <= Math.floor(known.length / LETTERS_PER_EDIT)
}

function misspelling(email: string, distance: number, sameLocal: boolean): string {
  const letters = distance === 1 ? 'one letter' : `${distance} letters`
  return `differs by ${letters} from ${email}${sameLocal ? ', behind the @' : ''}.`
}

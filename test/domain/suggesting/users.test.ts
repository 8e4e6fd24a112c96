import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { normaliseEmail, type User } from '../../../lib/domain/companies.ts'
import type { AssignmentMode } from '../../../lib/domain/configuration.ts'
import { editDistance } from '../../../lib/domain/suggesting/edit-distance.ts'
import { createUserSuggester } from '../../../lib/domain/suggesting/users.ts'
import { user } from '../support.ts'

const ANNA = user('anna', {
  email: 'anna.berger@nordwind.example',
  firstName: 'Anna',
  lastName: 'Berger',
  employeeNumber: '004711',
})
const BJOERN = user('bjoern', {
  email: 'Bjoern.Lange@nordwind.example',
  firstName: 'Björn',
  lastName: 'Lange',
  employeeNumber: 'K-0107',
})
const USERS = [ANNA, BJOERN, user('hugo', { email: 'hugo@south.example', employeeNumber: '20001' })]

const suggest = (value: string, by: AssignmentMode = 'email', users: readonly User[] = USERS) =>
  createUserSuggester({ users, by, eligible: ({ active }) => active })(value)
const short = (value: string, by: AssignmentMode = 'email', users: readonly User[] = USERS) =>
  suggest(value, by, users).map(({ userId, reason, confidence }) => [userId, reason.code, confidence].join(' '))

describe('whom a value means that is no e-mail address of a user', () => {
  it.each([
    ['anna.berger@nordwnd.example', 'anna misspelt-email high'],
    ['anna.berger@nordwidn.example', 'anna misspelt-email high'],
    ['anna.berger@nodrwidn.example', 'anna misspelt-email high'],
    ['ANNA.BERGR@nordwind.example', 'anna misspelt-email medium'],
    ['anna.bregre@nordwind.example', 'anna misspelt-email medium'],
    ['anna.berger@south.example', 'anna other-domain medium'],
    ['anna.berger@gmail.com', 'anna other-domain medium'],
    ['hugo@', 'hugo other-domain medium'],
    ['anna.berger@nordwind.example;', 'anna written-otherwise high'],
    ['mailto:anna.berger@nordwind.example', 'anna written-otherwise high'],
    ['Berger <anna.berger@nordwind.example>', 'anna written-otherwise high'],
    ['anna.berger @ nordwind.example', 'anna written-otherwise high'],
    ['anna.berger', 'anna local-part high'],
    ['Anna Berger', 'anna full-name high'],
    ['Berger, Anna', 'anna full-name high'],
    ['LANGE Bjoern', 'bjoern full-name high'],
    ['004711', 'anna employee-number high'],
    ['4711', 'anna lost-zeros medium'],
  ])('%j: %s', (value, suggestion) => expect(short(value)).toEqual([suggestion]))

  it.each(['', '@', '#N/A', 'Team Nord', 'zoe.walter@nordwind.example', 'a'.repeat(5000), '1'])(
    '%j means nobody',
    (value) => expect(suggest(value)).toEqual([]),
  )

  it('says why, and who it is', () => {
    expect(suggest('anna.berger@nordwnd.example')).toEqual([
      {
        userId: 'anna',
        email: 'anna.berger@nordwind.example',
        name: 'Anna Berger',
        reason: {
          code: 'misspelt-email',
          message: 'differs by one letter from anna.berger@nordwind.example, behind the @.',
        },
        confidence: 'high',
      },
    ])
  })
})

describe('whom a value means that is no employee number of a user', () => {
  it.each([
    ['4711', 'anna lost-zeros high'],
    ['4711.0', 'anna lost-zeros high'],
    ['4.711', 'anna lost-zeros high'],
    ['004711.0', 'anna decimal-place high'],
    ['00 47 11', 'anna written-otherwise high'],
    ['00-4711', 'anna written-otherwise high'],
    ['k0107', 'bjoern written-otherwise high'],
    ['0020001', 'hugo lost-zeros high'],
    ['anna.berger@nordwind.example', 'anna email high'],
    ['anna.berger@nordwind.exmaple', 'anna misspelt-email high'],
    ['Anna Berger', 'anna full-name high'],
  ])('%j: %s', (value, suggestion) => expect(short(value, 'employee-number')).toEqual([suggestion]))

  it.each(['4712', '471', '0', '-', '20002'])('%j means nobody: a digit is another person', (value) =>
    expect(suggest(value, 'employee-number')).toEqual([]),
  )

  it('lost zeros may mean two users: then both are named, and neither is sure', () => {
    const users = [user('a', { employeeNumber: '0047' }), user('b', { employeeNumber: '00047' })]
    expect(short('47', 'employee-number', users)).toEqual(['a lost-zeros medium', 'b lost-zeros medium'])
  })
})

describe('users who are as near as each other', () => {
  const TWINS = [user('mara'), user('maria', { email: 'mata@nordwind.example' })]
  it('are all named, and none is sure', () => {
    expect(short('maxa@nordwind.example', 'email', TWINS)).toEqual([
      'mara misspelt-email medium',
      'maria misspelt-email medium',
    ])
  })
  it('are none at all if one of them cannot be suggested: the value may mean that one', () => {
    const [one, other] = TWINS
    if (one === undefined || other === undefined) throw new Error('no twins')
    expect(suggest('maxa@nordwind.example', 'email', [one, { ...other, active: false }])).toEqual([])
  })
  it('are nobody if they are more than five', () => {
    const users = ['b', 'c', 'd', 'e', 'f', 'g'].map((letter) => user(letter))
    expect(suggest('a@nordwind.example', 'email', users)).toEqual([])
    expect(suggest('a@nordwind.example', 'email', users.slice(1))).toHaveLength(5)
  })
  it('a nearer one is suggested alone, but not sure while another is near', () => {
    const users = [user('anna.b'), user('anna.b2', { email: 'anna.bb@nordwind.example' })]
    expect(short('anna.b@nordwid.example', 'email', users)).toEqual(['anna.b misspelt-email medium'])
  })
})

it('nobody is suggested who is inactive', () => {
  expect(suggest('anna.berger@nordwnd.example', 'email', [{ ...ANNA, active: false }])).toEqual([])
})

const word = fc.string({ unit: fc.constantFrom(...'abcdeinorst'), minLength: 2, maxLength: 9 })
const address = fc.tuple(word, word, fc.constantFrom('nord.example', 'sued.at')).map(([a, b, c]) => `${a}.${b}@${c}`)
const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 12 })
const accounts = (emails: readonly string[]) => emails.map((email) => user(`id of ${email}`, { email, firstName: '' }))

/** One letter added, left out, replaced, or swapped with the next. */
const edits = fc.record({
  kind: fc.constantFrom('add', 'leave out', 'replace', 'swap'),
  place: fc.nat(),
  letter: fc.constantFrom(...'abxyz@.'),
})
type Edit = typeof edits extends fc.Arbitrary<infer Kind> ? Kind : never
function edited(text: string, { kind, place, letter }: Edit): string {
  const at = place % text.length
  const [before, here, behind] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
  if (kind === 'add') return before + letter + here + behind
  if (kind === 'leave out') return before + behind
  return kind === 'replace' ? before + letter + behind : before + behind.slice(0, 1) + here + behind.slice(1)
}

describe('any company', () => {
  it('a single edit of an address is suggested, unless several are equally near', () => {
    fc.assert(
      fc.property(addresses, fc.nat(), edits, (emails, which, edit) => {
        const meant = emails[which % emails.length] ?? ''
        const value = edited(meant, edit)
        fc.pre(!emails.includes(value) && value !== meant)
        const found = suggest(value, 'email', accounts(emails)).map(({ email }) => email)
        const near = emails.filter((email) => editDistance(value, email, 1) <= 1)
        if (near.length <= 5) expect(found).toContain(meant)
        if (near.length > 1) expect(found).not.toHaveLength(1)
      }),
      { numRuns: 1000 },
    )
  })

  it('what is sure is one user, and nobody else is as near', () => {
    fc.assert(
      fc.property(addresses, fc.nat(), edits, edits, (emails, which, one, other) => {
        const value = edited(edited(emails[which % emails.length] ?? '', one), other)
        fc.pre(!emails.includes(value) && value.trim() !== '')
        const found = suggest(value, 'email', accounts(emails))
        if (!found.some(({ confidence }) => confidence === 'high')) return
        expect(found).toHaveLength(1)
        const [{ email = '' } = {}] = found
        const distance = editDistance(normaliseEmail(value), email, 2)
        for (const another of emails) {
          if (another !== email) expect(editDistance(normaliseEmail(value), another, 2)).toBeGreaterThan(distance)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('a number that lost its zeros is its one user’s', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,5}$/)
    fc.assert(
      fc.property(fc.uniqueArray(digits, { minLength: 1, maxLength: 10 }), fc.nat({ max: 4 }), (numbers, zeros) => {
        const users = numbers.map((number) => user(number, { employeeNumber: '0'.repeat(zeros + 1) + number }))
        for (const number of numbers) {
          expect(short(number, 'employee-number', users)).toEqual([`${number} lost-zeros high`])
        }
      }),
    )
  })
})

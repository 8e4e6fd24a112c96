import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createAssigner, type AssignerInput } from '../../lib/domain/assignment.ts'
import type { Cell } from '../../lib/domain/cells.ts'
import { user } from './support.ts'

const BOSS = user('boss', { level: 'administrator' })
const BJOERN = user('bjoern', { employeeNumber: '00107', groups: ['Nord'] })
const CARLA = user('carla', { employeeNumber: '108', groups: ['Süd'] })
const GONE = user('gone', { employeeNumber: 'X-1', groups: ['Nord'], active: false })
const GRETA = user('greta', { level: 'supervisor', groups: ['Nord'] })
const USERS = [BOSS, BJOERN, CARLA, GONE, GRETA]

function assigner(more: Partial<AssignerInput> = {}) {
  return createAssigner({ users: USERS, actor: BOSS, by: 'email', excludeEmails: [], ...more })
}

describe('by e-mail', () => {
  it.each(['bjoern@nordwind.example', '  BJOERN@Nordwind.Example ', '\u00a0bjoern@nordwind.example\t'])(
    '%j is found',
    (cell) => {
      expect(assigner()(cell)).toEqual({ kind: 'user', userId: 'bjoern' })
    },
  )
  it('ignores the Unicode form', () => {
    const users = [user('b', { email: 'björn@nordwind.example' })]
    expect(assigner({ users })('BJÖRN@nordwind.example'.normalize('NFD'))).toEqual({ kind: 'user', userId: 'b' })
  })
  it.each<[Cell | undefined, object]>([
    ['bjoern@nordwnd.example', { kind: 'not-found', value: 'bjoern@nordwnd.example' }],
    [{ error: '#N/A' }, { kind: 'not-found', value: '#N/A' }],
    [true, { kind: 'not-found', value: 'true' }],
    ['   ', { kind: 'empty' }],
    [null, { kind: 'empty' }],
    [undefined, { kind: 'empty' }],
  ])('%j gives %j', (cell, assignment) => expect(assigner()(cell)).toEqual(assignment))

  it('never gives a row to a user whose address differs', () => {
    const local = fc.string({
      unit: fc.constantFrom('a', 'b', 'B', 'ß', 'ss', 'İ', 'i', '.', ' '),
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(local, { selector: (text) => text.normalize('NFC').trim().toLowerCase() }),
        local,
        (names, cell) => {
          const users = names.filter((name) => name.trim() !== '').map((email) => user(`id of ${email}`, { email }))
          const found = assigner({ users })(cell)
          const owner = users.find(({ id }) => found.kind === 'user' && id === found.userId)
          const expected = users.find(({ email }) => email.trim().toLowerCase() === cell.trim().toLowerCase())
          expect(owner?.email).toBe(expected?.email)
        },
      ),
    )
  })
})

describe('by employee number', () => {
  const assign = assigner({ by: 'employee-number' })
  it.each<[Cell, object]>([
    ['00107', { kind: 'user', userId: 'bjoern' }],
    [' 00107 ', { kind: 'user', userId: 'bjoern' }],
    [108, { kind: 'user', userId: 'carla' }],
    [107, { kind: 'not-found', value: '107' }],
    ['107', { kind: 'not-found', value: '107' }],
    ['x-1', { kind: 'not-found', value: 'x-1' }],
    ['', { kind: 'empty' }],
  ])('%j gives %j', (cell, assignment) => expect(assign(cell)).toEqual(assignment))
})

describe('users who get nothing', () => {
  it('are inactive', () => {
    expect(assigner()('gone@nordwind.example')).toEqual({ kind: 'excluded', userId: 'gone', why: 'inactive' })
  })
  it('are outside a supervisor’s groups', () => {
    const assign = assigner({ actor: GRETA })
    expect(assign('bjoern@nordwind.example')).toEqual({ kind: 'user', userId: 'bjoern' })
    expect(assign('greta@nordwind.example')).toEqual({ kind: 'user', userId: 'greta' })
    expect(assign('carla@nordwind.example')).toEqual({ kind: 'excluded', userId: 'carla', why: 'outside-groups' })
  })
  it('are everybody else for a plain user', () => {
    expect(assigner({ actor: BJOERN })('greta@nordwind.example')).toMatchObject({ why: 'outside-groups' })
  })
  it('are left out by choice, however the address is written', () => {
    const assign = assigner({ excludeEmails: [' CARLA@nordwind.example'] })
    expect(assign('carla@nordwind.example')).toEqual({ kind: 'excluded', userId: 'carla', why: 'by-choice' })
  })
})

describe('values that were accepted to mean a user', () => {
  const corrections = [
    { value: ' Bjoern@nordwnd.example', email: 'BJOERN@nordwind.example' },
    { value: '107', email: 'bjoern@nordwind.example' },
    { value: 'the one who left', email: 'gone@nordwind.example' },
    { value: 'nobody', email: 'nobody@nordwind.example' },
    { value: 'boss@nordwind.example', email: 'carla@nordwind.example' },
    { value: '#N/A', email: 'carla@nordwind.example' },
  ]
  const assign = assigner({ corrections })
  it.each<[Cell, object]>([
    ['bjoern@NORDWND.example ', { kind: 'user', userId: 'bjoern' }],
    [107, { kind: 'user', userId: 'bjoern' }],
    ['the one who left', { kind: 'excluded', userId: 'gone', why: 'inactive' }],
    ['nobody', { kind: 'not-found', value: 'nobody' }],
    ['boss@nordwind.example', { kind: 'user', userId: 'boss' }],
    [{ error: '#N/A' }, { kind: 'not-found', value: '#N/A' }],
  ])('%j gives %j', (cell, assignment) => expect(assign(cell)).toEqual(assignment))

  it('are compared exactly among employee numbers, and never take a number from its user', () => {
    const byNumber = assigner({
      by: 'employee-number',
      corrections: [
        { value: 'x-1', email: 'bjoern@nordwind.example' },
        { value: '108', email: 'bjoern@nordwind.example' },
      ],
    })
    expect(byNumber('x-1')).toEqual({ kind: 'user', userId: 'bjoern' })
    expect(byNumber('x-2')).toEqual({ kind: 'not-found', value: 'x-2' })
    expect(byNumber(108)).toEqual({ kind: 'user', userId: 'carla' })
  })

  it('are out of reach for who does not reach the user', () => {
    const correction = { value: 'carl', email: 'carla@nordwind.example' }
    expect(assigner({ actor: GRETA, corrections: [correction] })('carl')).toMatchObject({ why: 'outside-groups' })
  })
})

it('does not choose between two users with the same number or address', () => {
  const twins = [user('a', { employeeNumber: '1' }), user('b', { employeeNumber: ' 1 ' })]
  expect(() => assigner({ users: twins, by: 'employee-number' })).toThrow('same employee-number')
  expect(() => assigner({ users: [user('a'), user('b', { email: 'A@nordwind.example' })] })).toThrow(
    /^Two users have the same email: [^@]+$/,
  )
})

import { describe, expect, it } from '@jest/globals'
import { displayName, mayImport, reaches, USER_LEVELS, type ImportPermission } from '../../lib/domain/companies.ts'
import { user } from './support.ts'

describe('a person reaches', () => {
  const boss = user('boss', { level: 'administrator' })
  const chief = user('chief', { level: 'supervisor', groups: ['Nord', 'Mitte'] })
  const rep = user('rep', { groups: ['Mitte', 'Süd'] })
  const other = user('other', { groups: ['Süd'] })
  it.each([
    ['an administrator everybody', boss, other, true],
    ['a supervisor users of a shared group', chief, rep, true],
    ['a supervisor nobody else', chief, other, false],
    ['a supervisor in no group nobody', user('c', { level: 'supervisor' }), user('d'), false],
    ['a user themselves', rep, rep, true],
    ['a user not even those of a shared group', rep, other, false],
  ])('%s', (_, actor, target, expected) => expect(reaches(actor, target)).toBe(expected))
})

it.each<[ImportPermission, string[]]>([
  ['everyone', ['user', 'supervisor', 'administrator']],
  ['supervisors-and-administrators', ['supervisor', 'administrator']],
  ['administrators', ['administrator']],
  ['nobody', []],
])('with %s the levels %j may import', (importPermission, levels) => {
  expect(USER_LEVELS.filter((level) => mayImport({ importPermission }, user('u', { level })))).toEqual(levels)
})

it('calls people by name, or by e-mail where there is none', () => {
  expect(displayName({ firstName: 'Ida', lastName: 'Moser', email: 'i@x.example' })).toBe('Ida Moser')
  expect(displayName({ firstName: '', lastName: '', email: 'i@x.example' })).toBe('i@x.example')
})

import { describe, expect, it } from '@jest/globals'
import type { AssignmentRule, Correction } from '../../lib/domain/configuration.ts'
import { correctionProblems, newCorrections, withCorrections } from '../../lib/domain/corrections.ts'
import { user } from './support.ts'

const rule = (by: AssignmentRule['by'], ...corrections: Correction[]): AssignmentRule => ({
  by,
  column: 'Betreuer',
  corrections,
})
const to = (value: string, name = 'anna'): Correction => ({ value, email: `${name}@nordwind.example` })
const USERS = [user('anna'), user('bert', { active: false })]

describe('what is wrong with corrections', () => {
  it('nothing, if each value has one user of the company, active or not', () => {
    expect(correctionProblems({ by: 'email', column: 'Betreuer' }, USERS)).toEqual([])
    expect(correctionProblems(rule('email', to('a'), to('b', ' BERT')), USERS)).toEqual([])
  })
  it('an address that is no account is named', () => {
    const [problem] = correctionProblems(rule('email', to('a'), to('b', 'nobody')), USERS)
    expect(problem).toMatchObject({ pointer: '/assignment/corrections/1/email', value: 'nobody@nordwind.example' })
    expect(problem?.message).toContain('no account')
  })
  it('two for one value as it is compared: addresses without case, numbers exactly', () => {
    const twice = [to('A@x'), to(' a@X ')]
    expect(correctionProblems(rule('email', ...twice), USERS)).toMatchObject([
      { pointer: '/assignment/corrections/1/value' },
    ])
    expect(correctionProblems(rule('employee-number', ...twice), USERS)).toEqual([])
  })
})

it('of two corrections for one value the later counts, and the rest stays', () => {
  expect(withCorrections(rule('email', to('A', 'bert'), to('b')), [to('a'), to('c')])).toEqual(
    rule('email', to('a'), to('b'), to('c')),
  )
})

it('new is a correction that says something else than before', () => {
  const before = rule('email', to('a'), to('b'))
  expect(newCorrections(before, rule('email', to('A'), to('b', 'bert'), to('c')))).toEqual([to('b', 'bert'), to('c')])
  expect(newCorrections(before, rule('email'))).toEqual([])
})

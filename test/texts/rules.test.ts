import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkConfiguration, unmappedRequired } from '../../lib/domain/configurations.ts'
import { convertCell } from '../../lib/domain/conversions.ts'
import { guardReasons } from '../../lib/domain/guard.ts'
import { checkLimits } from '../../lib/domain/limits.ts'
import { NO_COUNTS } from '../../lib/domain/plans.ts'
import { RECORD_TYPES } from '../../lib/domain/record-types/catalogue.ts'
import { createUserSuggester } from '../../lib/domain/suggesting/users.ts'
import { planned, scene } from '../domain/scenes.ts'
import { configuration, GERMAN, planOf, stored, user } from '../domain/support.ts'
import { createHearing } from './hearing.ts'

/** What the rules say of values, rows and configurations, in German. */

const BAD = [
  'x',
  '-',
  '31.02.2026',
  '31.02.2026 25:00',
  '23.04.2026 25:00',
  '25:61',
  '1e30',
  '-99999',
  '1,5',
  'Weder noch',
  'http://',
  'www.a.example/ b c',
  'a@',
  'Absurdistan',
  'a"b, "c" und (d).\nE',
  'x'.repeat(6000),
  1e30,
  0.5,
  true,
  { error: '#N/A' },
] as const

describe('in German', () => {
  it('is every reason why a value does not fit its field', () => {
    const hearing = createHearing()
    for (const { fields } of Object.values(RECORD_TYPES)) {
      for (const field of fields) {
        for (const cell of BAD) {
          const conversion = convertCell(cell, field, GERMAN)
          if ('message' in conversion) hearing.hear(conversion.message)
        }
      }
    }
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(150)
  })

  it('is every reason of rows that collide with records and each other', () => {
    const hearing = createHearing()
    fc.assert(
      fc.property(scene, (some) => {
        for (const { reasons = [] } of planned(some).entries) hearing.hear(...reasons.map(({ message }) => message))
      }),
      { numRuns: 400 },
    )
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(40)
  })

  it('is what rules over several fields say, and references to customers', () => {
    const hearing = createHearing()
    const customers = [stored('c-1', { name: 'A', externalId: 'K-1' })]
    const plans = [
      planOf('subject earliestBegin latestEnd durationMinutes', {
        type: 'appointments',
        mode: 'create',
        rows: [
          ['A', '1.4.2026 10:00', null, null],
          ['A', '1.4.2026 10:00', '1.4.2026 9:00', null],
          ['A', '1.4.2026 10:00', '1.4.2026 11:00', 90],
          [null, null, null, null],
        ],
      }),
      planOf('customer date startTime endTime', {
        type: 'reports',
        mode: 'create',
        customers,
        rows: [
          ['K-1', '1.4.2026', '10:00', '9:00'],
          ['K-9', '1.4.2026', '10:00', null],
        ],
      }),
    ]
    for (const { entries } of plans)
      for (const { reasons = [] } of entries) hearing.hear(...reasons.map(({ message }) => message))
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThanOrEqual(7)
  })

  it('is what is wrong with configurations', () => {
    const hearing = createHearing()
    const broken = [
      configuration('id name name nothing zip! lastCall>', { mode: 'create', sheet: 'x', headerRow: 0 }),
      configuration('name= zip> city', { raiseLastCall: true }),
      configuration('id! name', { transfer: { mode: 'copy', appointments: true, tasks: true, reports: true } }),
      configuration('name!', { transfer: { mode: 'move', appointments: true, tasks: true, reports: true } }),
      configuration('externalId! name! street! zip! city! region! country! phone! email!'),
      configuration(''),
    ]
    for (const type of Object.values(RECORD_TYPES)) {
      hearing.hear(...unmappedRequired(type, []).map(({ message }) => message))
      for (const one of broken)
        hearing.hear(
          ...checkConfiguration(type, { ...one, recordType: type.name }, ['name'], ['Kunden']).map(
            (place) => place.message,
          ),
        )
    }
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThan(30)
  })

  it('is whom a value may mean, and why an import is too large or stops to ask', () => {
    const hearing = createHearing(['--max-rows', '--assign-column'])
    const users = [
      user('anna.berger', { firstName: 'Anna', lastName: 'Berger', employeeNumber: '00107' }),
      user('eva.maier', { firstName: 'Eva', lastName: 'Maier', employeeNumber: 'A-9' }),
    ]
    const values = ['anna.bergr@nordwind.example', 'anna.berger@other.example', 'anna.berger', 'Berger, Anna', '107']
    const others = ['A9', '107.0', 'Anna <anna.berger@nordwind.example>', 'eva.maier@nordwind.exampel', '00107']
    for (const by of ['email', 'employee-number'] as const) {
      const suggest = createUserSuggester({ users, by, eligible: () => true })
      for (const value of [...values, ...others]) hearing.hear(...suggest(value).map(({ reason }) => reason.message))
    }
    const limits = { maxRows: 1000, maxUsers: 10, maxBytes: 1e6 }
    const assignment = { by: 'email', column: 'Vertreter E-Mail' } as const
    for (const [rows, count] of [
      [123_456, 5],
      [5, 123],
    ] as const)
      for (const file of [undefined, { name: 'Alle Kunden.xlsx', assignment }]) {
        const problem = checkLimits({ rows, users: count, limits, ...(file && { file }) })
        if (problem) hearing.hearProblem(problem)
      }
    const guard = { fromRecords: 20, maxDeletedPercent: 50, maxChangedPercent: 90 }
    const reasons = guardReasons({ ...NO_COUNTS, deleted: 1234, updated: 1999 }, 2001, guard)
    hearing.hear(...reasons.map(({ message }) => message))
    expect(hearing.english).toEqual([])
    expect(hearing.heard.size).toBeGreaterThanOrEqual(14)
  })
})

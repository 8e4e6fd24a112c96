import { describe, expect, it } from '@jest/globals'
import { normaliseHeader } from '../../../lib/domain/headers.ts'
import { fieldOf, RECORD_TYPES, recordType } from '../../../lib/domain/record-types/catalogue.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../../lib/domain/record-types/types.ts'

/** The product's table of fields, required ones marked. */
const FIELDS: Record<RecordTypeName, string> = {
  customers:
    'id externalId name! street zip! city! region country latitude longitude phone mobile email website contactPerson priority ' +
    'callIntervalDays callDurationMinutes lastCall lastMissedCall callNote businessHours note',
  appointments: 'id externalId customer subject! earliestBegin! latestEnd durationMinutes street zip city country note',
  tasks: 'id externalId customer subject! date completionOptional note',
  reports: 'id externalId customer! date! startTime! endTime durationMinutes reportType note',
}

describe.each(RECORD_TYPE_NAMES)('%s', (name) => {
  const type = recordType(name)

  it('has the fields of the product, required where it says so', () => {
    const fields = type.fields.map((field) => `${field.name}${field.required === true ? '!' : ''}`)
    expect(fields.toSorted()).toEqual(FIELDS[name].split(' ').toSorted())
  })

  it('explains every field in both languages', () => {
    for (const { label, help } of type.fields) {
      expect([label.en, label.de, help.en, help.de].every((text) => text.trim().length > 1)).toBe(true)
    }
  })

  it('gives every header name to one field only', () => {
    const owners = new Map<string, string>()
    for (const field of type.fields) {
      for (const header of new Set([field.label.en, field.label.de, ...field.synonyms].map(normaliseHeader))) {
        expect([header, owners.get(header) ?? field.name]).toEqual([header, field.name])
        owners.set(header, field.name)
      }
    }
  })

  it('has rules that speak of its own fields', () => {
    for (const rule of type.rules) for (const field of rule.fields) expect(fieldOf(type, field)).toBeDefined()
  })
})

describe('a report', () => {
  const { complete = (fields) => fields } = RECORD_TYPES.reports
  const start = { startTime: '10:00:00' }

  it('gets its end from its duration', () => {
    expect(complete({ ...start, durationMinutes: 45 })).toEqual({ ...start, durationMinutes: 45, endTime: '10:45:00' })
  })
  it('lets the end time win over the duration', () => {
    expect(complete({ ...start, endTime: '11:00:00', durationMinutes: 45 })).toMatchObject({
      endTime: '11:00:00',
      durationMinutes: 60,
    })
  })
  it('moves its end when a new duration was given alone', () => {
    const stored = { ...start, endTime: '11:00:00', durationMinutes: 90 }
    expect(complete(stored, new Set(['durationMinutes']))).toMatchObject({ endTime: '11:30:00', durationMinutes: 90 })
    expect(complete(stored, new Set(['durationMinutes', 'endTime']))).toMatchObject({ durationMinutes: 60 })
  })
  it('keeps only its duration past midnight', () => {
    expect(complete({ startTime: '23:30:00', durationMinutes: 45 })).toEqual({
      startTime: '23:30:00',
      durationMinutes: 45,
    })
    const stored = { startTime: '23:30:00', endTime: '23:45:00', durationMinutes: 45 }
    expect(complete(stored, new Set(['durationMinutes']))).toEqual({ startTime: '23:30:00', durationMinutes: 45 })
  })
  it('invents nothing without a start', () => {
    expect(complete({ durationMinutes: 45 })).toEqual({ durationMinutes: 45 })
  })
})

function broken(name: RecordTypeName, fields: Record<string, string | number>): string[] {
  return recordType(name)
    .rules.filter((rule) => rule.broken(fields))
    .map(({ code }) => code)
}

describe('rules over several fields', () => {
  const begin = { earliestBegin: '2026-12-01T09:00:00' }
  it.each([
    [{ ...begin }, ['end-or-duration-missing']],
    [{ ...begin, durationMinutes: 60 }, []],
    [{ ...begin, latestEnd: '2026-12-01T11:00:00' }, []],
    [{ ...begin, latestEnd: '2026-12-01T11:00:00', durationMinutes: 60 }, []],
    [{ ...begin, latestEnd: '2026-12-01T11:00:00', durationMinutes: 121 }, ['duration-too-long']],
    [{ ...begin, latestEnd: '2026-12-01T08:00:00', durationMinutes: 60 }, ['end-before-begin']],
  ])('appointment %j breaks %j', (fields, codes) => expect(broken('appointments', fields)).toEqual(codes))

  it.each([
    [{ startTime: '10:00:00' }, ['end-or-duration-missing']],
    [{ startTime: '10:00:00', endTime: '10:00:00' }, []],
    [{ startTime: '10:00:00', endTime: '09:00:00' }, ['end-before-begin']],
  ])('report %j breaks %j', (fields, codes) => expect(broken('reports', fields)).toEqual(codes))
})

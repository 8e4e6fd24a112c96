import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  AUDIT_ACTIONS,
  boundedDetails,
  changesBetween,
  fitsFilter,
  keptUntil,
  originOf,
  SYSTEM,
  type AuditEntry,
  type AuditValue,
} from '../../lib/domain/audit.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'

describe('the words of the audit trail', () => {
  it('are stable, dotted, and said in both languages, no two alike', () => {
    for (const [action, texts] of Object.entries(AUDIT_ACTIONS)) {
      expect(action).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
      for (const text of Object.values(texts)) expect(text.length).toBeGreaterThan(8)
    }
    for (const language of ['en', 'de'] as const) {
      const texts = Object.values(AUDIT_ACTIONS).map((each) => each[language])
      expect(new Set(texts).size).toBe(texts.length)
    }
  })
})

describe('boundedDetails', () => {
  const value = fc.letrec<{ value: AuditValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.string({ maxLength: 2000, unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.array(tie('value'), { maxLength: 80 }),
      fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), tie('value')),
    ),
  })).value

  it('keeps what is small and bounds the rest, so that doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), value), (details) => {
        const once = boundedDetails(details)
        expect(boundedDetails(once)).toEqual(once)
        for (const text of JSON.stringify(once).match(/"(?:[^"\\]|\\.)*"/g) ?? []) {
          expect((JSON.parse(text) as string).length).toBeLessThanOrEqual(300)
        }
        expect(JSON.stringify(once).length).toBeLessThanOrEqual(10_100)
      }),
    )
    const small = { a: 'x', n: 1, list: ['a', 'b'], changes: { 'limits.maxRows': { before: 1, after: 2 } } }
    expect(boundedDetails(small)).toEqual(small)
  })

  it('ends where all together would be too long', () => {
    const long = Array.from({ length: 40 }, () => 'x'.repeat(200))
    expect(Object.keys(boundedDetails({ a: 1, b: long, c: long, d: 2 }))).toEqual(['a', 'b', 'more'])
  })

  it('cuts long texts, lists and trees visibly', () => {
    expect(boundedDetails({ a: 'x'.repeat(301), b: 'y'.repeat(300) })).toEqual({
      a: `${'x'.repeat(299)}…`,
      b: 'y'.repeat(300),
    })
    expect(boundedDetails({ a: Array.from({ length: 60 }, (_, index) => index) })['a']).toHaveLength(50)
    expect(JSON.stringify(boundedDetails({ a: { b: { c: { d: { e: 1 } } } } }))).toBe('{"a":{"b":{"c":{"d":"…"}}}}')
  })
})

describe('changesBetween', () => {
  it('names each setting that differs, with its value before and after, and no other', () => {
    const before = { id: 'c', name: 'Acme', ...COMPANY_DEFAULTS }
    const after = { ...before, locale: 'de', limits: { ...before.limits, maxUsers: 50 } }
    expect(changesBetween(before, after)).toEqual({
      locale: { before: 'en', after: 'de' },
      'limits.maxUsers': { before: 100, after: 50 },
    })
    expect(changesBetween(before, { ...before })).toEqual({})
    expect(changesBetween({ a: 1 }, { b: 1 })).toEqual({ a: { before: 1, after: null }, b: { before: null, after: 1 } })
  })
})

describe('originOf', () => {
  it('is one line of bounded length, whatever the client calls itself', () => {
    expect(originOf('203.0.113.7', 'curl/8\r\nx: y\u001b[31m\u202eend ')).toEqual({
      ip: '203.0.113.7',
      userAgent: 'curl/8 x: y [31m end',
    })
    const long = originOf('::1', `${'a'.repeat(198)}😀b`).userAgent
    expect(long).toHaveLength(200)
    expect(long.isWellFormed()).toBe(true)
  })
})

describe('keptUntil', () => {
  it('counts days of 24 hours', () => {
    expect(keptUntil('2026-03-01T12:00:00.000Z', 365)).toBe('2027-03-01T12:00:00.000Z')
  })
})

describe('fitsFilter', () => {
  const entry: AuditEntry = {
    id: 'e',
    at: '2026-03-01T12:00:00.000Z',
    by: { userId: 'u1', email: 'Anna@acme.test', name: 'Anna' },
    action: 'restore.started',
    subject: { kind: 'restore-point', id: 'p1', name: 'u9' },
    outcome: 'done',
    details: { restoreId: 'r1', users: 3 },
  }

  it.each([
    [{}, true],
    [{ by: 'u1' }, true],
    [{ by: 'anna@ACME.test' }, true],
    [{ by: 'u2' }, false],
    [{ action: 'restore.started' }, true],
    [{ action: 'undo.started' }, false],
    [{ subject: 'p1' }, true],
    [{ subject: 'r1' }, true],
    [{ subject: 'u9' }, false],
    [{ subject: 'u1' }, false],
    [{ by: 'u1', subject: 'r2' }, false],
  ] as const)('%j: %s', (filter, fits) => {
    expect(fitsFilter(entry, filter)).toBe(fits)
  })

  it('does not take Muster itself for somebody without an address', () => {
    expect(fitsFilter({ ...entry, by: SYSTEM }, { by: 'system' })).toBe(true)
    expect(fitsFilter({ ...entry, by: SYSTEM }, { by: 'anna@acme.test' })).toBe(false)
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { companyChangeOf } from '../../cli/commands/company.ts'
import { lossText, pointTable, pointText, sizeText } from '../../cli/commands/restore-points.ts'
import { program } from '../../cli/program.ts'
import { RESTORE_POINT_REASONS } from '../../lib/domain/restore-points.ts'

const POINT = {
  id: 'p1',
  reason: 'by-hand' as const,
  name: 'Price list',
  status: 'complete' as const,
  createdAt: '2026-11-01T08:00:00.000Z',
  createdBy: { userId: 'u1', email: 'anna@x.example', name: 'Anna Huber' },
  users: 60,
  records: 12_345,
  bytes: 1_234_567,
  pinned: false,
  expiresAt: '2026-12-01T08:00:00.000Z',
}

describe('restore points in the terminal', () => {
  it('say what they hold, their size, by whom, and until when they are kept', () => {
    const { expiresAt: _, ...kept } = POINT
    const daily = {
      ...kept,
      id: 'p2',
      reason: 'daily' as const,
      pinned: true,
      createdBy: { ...POINT.createdBy, email: '', name: 'Muster' },
    }
    const [, , first, second] = pointTable([POINT, daily]).split('\n')
    expect(first).toMatch(/p1 .* by-hand .* complete +60 +12345 +1\.2 MB +anna@x\.example +2026-12-01T08:00:00\.000Z/)
    expect(second).toMatch(/p2 .* daily .* Muster +pinned/)
    expect(pointText(POINT)).toContain(
      'p1 "Price list": 12,345 records of 60 users, 1.2 MB, kept until 2026-12-01T08:00:00.000Z.',
    )
    expect(pointText({ ...POINT, records: 1, users: 1 })).toContain(': 1 record of 1 user, ')
    expect(pointText(daily)).toContain('pinned, kept until it is deleted')
  })

  it('have a size of one to three digits before the point, never 0 where there is something to see', () => {
    expect([0, 432, 999_949, 12_345_678, 5_000_000_000].map(sizeText)).toEqual([
      '0.0 kB',
      '0.4 kB',
      '999.9 kB',
      '12.3 MB',
      '5.0 GB',
    ])
    expect(sizeText(undefined)).toBe('')
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 999_000_000_000_000 }), (bytes) => {
        const [number, unit] = sizeText(bytes).split(' ')
        const factor = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }[unit ?? ''] ?? 0
        expect(Math.abs(Number(number) * factor - bytes)).toBeLessThanOrEqual(factor * 0.0501)
      }),
    )
  })

  it('say before they are deleted what cannot be taken back any more', () => {
    for (const reason of RESTORE_POINT_REASONS)
      expect(lossText({ ...POINT, reason, madeFor: 'x7' })).toMatch(/p1 "Price list" .* (can no longer|Nothing can)/)
    expect(lossText({ ...POINT, reason: 'before-import', madeFor: 'x7' })).toContain('Import x7 can no longer')
    expect(lossText({ ...POINT, name: 'a\u001b[31m\nb' })).not.toMatch(/[\u001b\n]/)
  })

  it('are not deleted where nobody can be asked, unless that is said', async () => {
    const url = 'http://127.0.0.1:9'
    const run = (...more: string[]) =>
      program().parseAsync(['restore-points', 'delete', 'p1', '--url', url, '--token', 't', ...more], { from: 'user' })
    await expect(run()).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('--yes') })
    await expect(run('--yes')).rejects.toMatchObject({ name: 'ApiUnreachable' })
  })
})

describe('muster company set --restore-point-days', () => {
  it('takes the days there are rules for, and nothing else', async () => {
    expect(companyChangeOf({ restorePointDays: 90 })).toMatchObject({ restorePointDays: 90 })
    const set = (days: string) =>
      program().parseAsync(['company', 'set', '--restore-point-days', days], { from: 'user' })
    await expect(set('31')).rejects.toMatchObject({ code: 'commander.invalidArgument' })
  })
})

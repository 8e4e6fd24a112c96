import { describe, expect, it } from '@jest/globals'
import { checkLimits } from '../../lib/domain/limits.ts'

const limits = { maxRows: 100_000, maxUsers: 100, maxBytes: 1 }

describe('limits', () => {
  it('let pass what is exactly as much as allowed', () =>
    expect(checkLimits({ rows: 100_000, users: 100, limits })).toBeNull())

  it.each([
    [{ rows: 100_001, users: 1 }, 'too-many-rows', '100,001 rows; at most 100,000'],
    [{ rows: 1000, users: 101 }, 'too-many-users', '101 users; at most 100'],
    [{ rows: 100_001, users: 101 }, 'too-many-rows', '100,001 rows'],
  ])('refuse %j as %s and say how to go on', (counts, code, text) => {
    expect(checkLimits({ ...counts, limits })).toMatchObject({
      code,
      message: expect.stringContaining(text),
      advice: expect.stringContaining('Split the file into parts'),
      details: { ...counts, maxRows: 100_000, maxUsers: 100 },
    })
  })

  it.each([
    ['kunden.xlsx', 'Rep', 'email', 'kunden.xlsx --out parts --max-rows 10 --max-users 5 --assign-column Rep'],
    [
      'my $file.xlsx',
      'Betreuer "Nr"',
      'employee-number',
      '"my \\$file.xlsx" --out parts --max-rows 10 --max-users 5 --assign employee-number --assign-column "Betreuer \\"Nr\\""',
    ],
  ] as const)('name the command that splits %s', (name, column, by, command) => {
    const few = { maxRows: 10, maxUsers: 5, maxBytes: 1 }
    const file = { name, assignment: { by, column } }
    for (const counts of [
      { rows: 11, users: 1 },
      { rows: 1, users: 6 },
    ]) {
      expect(
        checkLimits({ ...counts, limits: few, file })
          ?.advice?.split('\n')
          .at(-1),
      ).toBe(`muster split ${command}`)
    }
  })
})

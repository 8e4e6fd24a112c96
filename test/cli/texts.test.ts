import { expect, it } from '@jest/globals'
import { selectionText, summaryText } from '../../cli/import/texts.ts'
import { NO_TOTALS } from '../../lib/domain/outcomes.ts'

it('says how many values belong to no user, also those that the answer does not list', () => {
  const notFound = Array.from({ length: 1000 }, (_, index) => ({
    value: `x${index}`,
    rows: 1,
    firstRow: index + 2,
    suggestions: [],
  }))
  const text = selectionText({
    users: [],
    notFound,
    notFoundValues: 1201,
    empty: { rows: 0 },
    usersWithoutRows: [],
    sharedKeys: { count: 0, first: [] },
  })
  expect(text).toContain('whose rows are not imported: 1,201\n')
  expect(text).toContain('… and 1,181 more\n')
})

it('names the rows of a user whom one may not see', () => {
  const account = { rows: 2, totals: { ...NO_TOTALS, excluded: 2 }, deleted: 0, related: 0 }
  const users = [{ userId: 'u', email: '', movedAway: 0, ...account }]
  const text = summaryText({ importId: 'i', status: 'completed', users, durations: {}, ...account })
  expect(text).toMatch(/^\(not in your groups\) +2 /m)
})

it('says whom a value may mean and why, and that it may be one of several', () => {
  const suggestion = (email: string, confidence: 'high' | 'medium') => ({
    userId: email,
    email,
    name: '',
    reason: { code: 'lost-zeros' as const, message: 'is the employee number 0047 but for zeros in front.' },
    confidence,
  })
  const [one, other] = [suggestion('b@x.example', 'high'), suggestion('c@x.example', 'medium')]
  const values = [[one], [other], [other, one], []]
  const notFound = values.map((suggestions, row) => ({ value: `v${row}`, rows: 1, firstRow: row + 2, suggestions }))
  const text = selectionText({
    users: [],
    notFound,
    notFoundValues: 4,
    empty: { rows: 0 },
    usersWithoutRows: [],
    sharedKeys: { count: 0, first: [] },
  })
  expect(text).toMatch(/v0 .*b@x.example: it is the employee number 0047 but for zeros in front\.$/m)
  expect(text).toMatch(/v1 .*in front\. It may be somebody else\.$/m)
  expect(text).toMatch(/v2 .*could be c@x.example or b@x.example$/m)
  expect(text).toMatch(/v3 +1 +5$/m)
})

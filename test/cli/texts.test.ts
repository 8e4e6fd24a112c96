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
  const text = selectionText({ users: [], notFound, notFoundValues: 1201, empty: { rows: 0 }, usersWithoutRows: [] })
  expect(text).toContain('whose rows are not imported: 1,201\n')
  expect(text).toContain('… and 1,181 more\n')
})

it('names the rows of a user whom one may not see', () => {
  const account = { rows: 2, totals: { ...NO_TOTALS, excluded: 2 }, deleted: 0, related: 0 }
  const users = [{ userId: 'u', email: '', movedAway: 0, ...account }]
  const text = summaryText({ importId: 'i', status: 'completed', users, durations: {}, ...account })
  expect(text).toMatch(/^\(not in your groups\) +2 /m)
})

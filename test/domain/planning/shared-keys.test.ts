import { expect, it } from '@jest/globals'
import { createSharedKeyFinder } from '../../../lib/domain/planning/shared-keys.ts'
import { recordType } from '../../../lib/domain/record-types/catalogue.ts'
import { configuration } from '../support.ts'

function finder(fields: string, type: 'customers' | 'reports' = 'customers') {
  const config = configuration(fields, { recordType: type })
  return createSharedKeyFinder(
    recordType(type),
    config,
    config.mapping.map(({ column }) => column),
  )
}

it('names keys that rows of several users have, as they stand in the file, with all their rows', () => {
  const keys = finder('externalId! name')
  keys.add({ row: 2, cells: ['K-1', 'One'] }, 'berta')
  keys.add({ row: 3, cells: ['K-2', 'Two'] }, 'berta')
  keys.add({ row: 4, cells: [' K-1 ', 'One'] }, 'carl')
  keys.add({ row: 5, cells: ['K-1', 'One'] }, 'berta')
  expect(keys.found()).toEqual({
    count: 1,
    first: [
      {
        key: 'K-1',
        rows: [
          { row: 2, userId: 'berta' },
          { row: 4, userId: 'carl' },
          { row: 5, userId: 'berta' },
        ],
      },
    ],
  })
})

it('leaves to planning what one user has twice, and empty and unreadable keys to everybody', () => {
  const keys = finder('externalId!')
  keys.add({ row: 2, cells: ['K-1'] }, 'berta')
  keys.add({ row: 3, cells: ['K-1'] }, 'berta')
  for (const [index, userId] of ['berta', 'carl'].entries()) {
    keys.add({ row: 4 + index, cells: [null] }, userId)
    keys.add({ row: 6 + index, cells: ['no good key'] }, userId)
  }
  expect(keys.found()).toEqual({ count: 0, first: [] })
})

it('compares keys of several columns as planning does', () => {
  const keys = finder('name! zip!')
  keys.add({ row: 2, cells: ['Café  Weiß', '1010'] }, 'berta')
  keys.add({ row: 3, cells: ['café weiß', 1010] }, 'carl')
  expect(keys.found().first.map(({ key }) => key)).toEqual(['Café  Weiß + 1010'])
})

it('does not compare customers of different users, to which keys of reports may point', () => {
  const keys = finder('customer! date! startTime!', 'reports')
  for (const userId of ['berta', 'carl']) keys.add({ row: 2, cells: ['K-1', '2026-04-23', '08:00'] }, userId)
  expect(keys.found().count).toBe(0)
})

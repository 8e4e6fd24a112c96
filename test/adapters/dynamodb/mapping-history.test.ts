import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { createMappingHistory } from '../../../lib/adapters/dynamodb/mapping-history.ts'
import { rememberMapping, type MappingHistory } from '../../../lib/domain/mapping-history.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
beforeAll(async () => {
  db = await startTable()
})
afterAll(() => db.stop())

it('keeps what was mapped per company and record type, as much as there may be', async () => {
  const { getMappingHistory, putMappingHistory } = createMappingHistory(db.client, db.table)
  // As large as it can become: the longest headers that are remembered, in letters that take most bytes.
  const history = rememberMapping(
    [],
    {
      version: 1,
      recordType: 'customers',
      sheet: 'S',
      headerRow: 1,
      mode: 'create',
      assignment: { by: 'email', column: 'x' },
      mapping: [],
      notation: { decimal: '.', dateOrder: 'dmy' },
    },
    Array.from({ length: 600 }, (_, n) => `${'\u{10400}'.repeat(46)}${String(n).padStart(8, '0')}`),
    '2026-03-01T12:00:00.000Z',
  )
  expect(history).toHaveLength(500)
  expect(await getMappingHistory('one', 'customers')).toEqual([])
  await putMappingHistory('one', 'customers', history)
  const other: MappingHistory = [{ header: 'ort', field: 'city', at: '2026-03-01T12:00:00.000Z' }]
  await putMappingHistory('two', 'customers', other)
  expect(await getMappingHistory('one', 'customers')).toEqual(history)
  expect(await getMappingHistory('two', 'customers')).toEqual(other)
  expect(await getMappingHistory('one', 'tasks')).toEqual([])
})

import { expect, it } from '@jest/globals'
import { cellText, isBlankRow, type Cell } from '../../lib/domain/cells.ts'
import { recordTitle, type Fields } from '../../lib/domain/records.ts'

it.each<[Cell | undefined, string]>([
  [' a ', 'a'],
  [5, '5'],
  [true, 'true'],
  [null, ''],
  [undefined, ''],
  [{ error: '#N/A' }, ''],
])('the text of %j is %j', (cell, text) => expect(cellText(cell)).toBe(text))

it.each<[Cell[], boolean]>([
  [[], true],
  [[null, ' \n'], true],
  [[0], false],
  [[false], false],
  [[{ error: '#N/A' }], false],
])('%j is a blank row: %j', (cells, blank) => expect(isBlankRow(cells)).toBe(blank))

it.each<[Fields, string]>([
  [{ name: 'Café', externalId: 'K-1' }, 'Café'],
  [{ subject: 'Besuch', date: '2026-01-01' }, 'Besuch'],
  [{ date: '2026-01-01', externalId: 'R-1' }, '2026-01-01'],
  [{ name: '', externalId: 'K-1' }, 'K-1'],
  [{ note: 'n' }, 'id-1'],
])('%j is called %j', (fields, title) => expect(recordTitle({ id: 'id-1', fields })).toBe(title))

import { describe, expect, it } from '@jest/globals'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import { newImport, selection } from '../../lib/contracts/imports.ts'

const mapping = { column: 'a', field: 'name', update: 'overwrite', empty: 'keep' } as const
const configuration = {
  version: 1,
  recordType: 'customers',
  sheet: 'x',
  headerRow: 1,
  mode: 'create',
  assignment: { by: 'email', column: 'a' },
  mapping: [mapping],
  notation: { decimal: '.', dateOrder: 'dmy' },
} as const
const start = { recordType: 'customers', fileName: 'a.csv' } as const
const accepts = (change: object) => importConfiguration.safeParse({ ...configuration, ...change }).success
const starts = (change: object) => newImport.safeParse({ ...start, ...change }).success

describe('the bounds of an import configuration', () => {
  it.each([
    ['a header far down', { headerRow: 1000 }, { headerRow: 1001 }],
    ['the name of a sheet', { sheet: 'x'.repeat(255) }, { sheet: 'x'.repeat(256) }],
    [
      'the column of the assignment',
      { assignment: { by: 'email', column: 'x'.repeat(1000) } },
      { assignment: { by: 'email', column: 'x'.repeat(1001) } },
    ],
    [
      'a column',
      { mapping: [{ ...mapping, column: 'x'.repeat(1000) }] },
      { mapping: [{ ...mapping, column: 'x'.repeat(1001) }] },
    ],
    [
      'a field',
      { mapping: [{ ...mapping, field: 'x'.repeat(64) }] },
      { mapping: [{ ...mapping, field: 'x'.repeat(65) }] },
    ],
    [
      'the whole, in bytes',
      { mapping: Array.from({ length: 60 }, () => ({ ...mapping, column: 'x'.repeat(1000) })) },
      { mapping: Array.from({ length: 60 }, () => ({ ...mapping, column: '\u20ac'.repeat(400) })) },
    ],
  ])('%s', (_, fits, tooMuch) => {
    expect(accepts(fits)).toBe(true)
    expect(accepts(tooMuch)).toBe(false)
  })
})

describe('the bounds of a new import', () => {
  it.each([
    ['who is left out', { exclude: ['x'.repeat(254)] }, { exclude: ['x'.repeat(255)] }],
    ['how many are left out', { exclude: Array(1000).fill('a@b') }, { exclude: Array(1001).fill('a@b') }],
    [
      'who is left out, in bytes',
      { exclude: Array(390).fill('x'.repeat(254)) },
      { exclude: Array(390).fill('\u20ac'.repeat(254)) },
    ],
    [
      'the column of the assignment',
      { suggested: { assignColumn: 'x'.repeat(1000) } },
      { suggested: { assignColumn: 'x'.repeat(1001) } },
    ],
    ['halves of characters in the file name', { fileName: 'a\u{1f600}.csv' }, { fileName: 'a\ud800.csv' }],
    ['control characters in the file name', { fileName: 'a b.csv' }, { fileName: 'a\r\nb.csv' }],
  ])('%s', (_, fits, tooMuch) => {
    expect(starts(fits)).toBe(true)
    expect(starts(tooMuch)).toBe(false)
  })
})

it.each(['include', 'exclude'] as const)('a selection is bounded as well (%s)', (choice) => {
  const accepted = (names: string[]) => selection.safeParse({ [choice]: names }).success
  expect(accepted(Array(1000).fill('a@b'))).toBe(true)
  expect(accepted(Array(1001).fill('a@b'))).toBe(false)
  expect(accepted(['x'.repeat(255)])).toBe(false)
})

import { unzipSync } from 'fflate'
import { utils } from 'xlsx'
import { zipOf } from '../archives.ts'
import { workbookBytes } from '../files.ts'
import { damaged, type HostileCase } from './case.ts'

/** A binary workbook whose sheet has these records below the start of its rows ([MS-XLSB] 2.1.4). */
function xlsb(...records: readonly (readonly [type: number, ...numbers: number[]])[]): Uint8Array {
  const sheet = utils.aoa_to_sheet([['name'], ['Ada']])
  const record = ([type, ...numbers]: readonly number[]): Buffer => {
    const body = Buffer.alloc(numbers.length === 0 ? 0 : 24)
    numbers.forEach((number, index) => body.writeUInt32LE(number, index * 4))
    return Buffer.concat([Buffer.from(type! < 128 ? [type!, body.length] : [type! & 255, 1, body.length]), body])
  }
  const all = [[129], [145], ...records, [146], [130]].map((one) => record(one))
  return zipOf({ ...unzipSync(workbookBytes({ Data: sheet }, 'xlsb')), 'xl/worksheets/sheet1.bin': Buffer.concat(all) })
}

/** An old workbook with the formula =A1 and its value 7 ([MS-XLS] 2.4.127) in place of a text; the formula says to be this long. */
function xlsFormula(formulaLength: number): Uint8Array {
  const value = 'x'.repeat(9)
  const bytes = Buffer.from(workbookBytes({ Data: utils.aoa_to_sheet([['name'], [value]]) }, 'biff8'))
  // A text has 9 bytes before its letters, and 4 more with its type and length.
  const record = bytes.indexOf(Buffer.from(value, 'utf16le')) - 13
  bytes.writeUInt16LE(0x06, record)
  bytes.fill(0, record + 10, record + 31)
  bytes.writeDoubleLE(7, record + 10)
  bytes.writeUInt16LE(formulaLength, record + 24)
  bytes.write('44000000c0', record + 26, 'hex')
  return bytes
}

const TABLE = utils.aoa_to_sheet([['name'], ['Ada']])
const READ = { rows: 2, last: { row: 2, cells: ['Ada'] } }

/** Workbooks of records, which say how long they are and how many of something follows. */
export const BINARY_CASES: readonly HostileCase[] = [
  {
    name: 'an old workbook with a formula',
    bytes: () => xlsFormula(5),
    answer: { rows: 2, last: { row: 2, cells: [7] } },
  },
  {
    name: 'an old workbook with a formula that is longer than it says',
    bytes: () => xlsFormula(1),
    answer: { rows: 2, last: { row: 2, cells: [7] } },
  },
  {
    name: 'an old workbook with a number that says to be a formula',
    bytes: () => {
      const rows = Array.from({ length: 40 }, (_, row) => [row, `name ${row}`, 40_000 + row, row % 2 === 0])
      const bytes = Buffer.from(workbookBytes({ Data: utils.aoa_to_sheet(rows) }, 'biff8'))
      // The number in row 10, column C.
      bytes.writeUInt16LE(0x206, bytes.indexOf('03020e0009000200', 'hex'))
      return bytes
    },
    answer: damaged(/make no sense/),
  },
  {
    name: 'an XLSB with a row beyond the last',
    bytes: () => xlsb([0, 0xbc9d49d8], [2, 0, 0, 1]),
    answer: damaged(/outside/),
  },
  {
    name: 'an XLSB with a cell beyond the last column',
    bytes: () => xlsb([0, 0], [2, 0x04034b50, 0, 1]),
    answer: damaged(/outside/),
  },
  { name: 'an XLSB with a row of no bytes', bytes: () => xlsb([0], [2, 0, 0, 1]), answer: damaged(/too short/) },
  {
    name: 'an XLSB with columns beyond the last',
    bytes: () => xlsb([60, 0, 0xffffffff], [0, 0], [2, 0, 0, 1]),
    answer: damaged(/outside/),
  },
  {
    name: 'an old workbook with a text of Excel 2 that breaks off',
    bytes: () => {
      const bytes = Buffer.from(workbookBytes({ Data: TABLE }, 'biff5'))
      bytes.writeUInt16LE(4, bytes.indexOf('da000200', 'hex'))
      return bytes
    },
    answer: damaged(/make no sense/),
  },
  {
    name: 'an old workbook with a text that says to be longer than its record',
    bytes: () => {
      const bytes = Buffer.from(workbookBytes({ Data: TABLE }, 'biff8'))
      bytes.writeUInt16LE(0x7fff, bytes.indexOf(Buffer.from('Ada', 'utf16le')) - 3)
      return bytes
    },
    answer: damaged(/make no sense/),
  },
  {
    name: 'an XLSB whose metadata say to be three thousand million',
    bytes: () => {
      const parts = unzipSync(workbookBytes({ Data: TABLE }, 'xlsb'))
      const metadata = Buffer.from(parts['xl/metadata.bin']!)
      metadata.writeUInt32LE(0xca000001, metadata.indexOf('330c01000000', 'hex') + 2)
      return zipOf({ ...parts, 'xl/metadata.bin': metadata })
    },
    answer: READ,
  },
  {
    name: 'an XLSB whose links say to be three thousand million',
    bytes: () => {
      const parts = unzipSync(workbookBytes({ Data: TABLE }, 'xlsb'))
      // BrtExternSheet, before the end of the workbook.
      const links = Buffer.from('ea0204010000ca', 'hex')
      const book = Buffer.from(parts['xl/workbook.bin']!)
      return zipOf({ ...parts, 'xl/workbook.bin': Buffer.concat([book.subarray(0, -3), links, book.subarray(-3)]) })
    },
    answer: READ,
  },
]

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { utils, type BookType, type CellObject } from 'xlsx'
import { bytesInMemory } from '../../lib/readers/bytes.ts'
import { openOle2 } from '../../lib/readers/ole2.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { allRows, problemOf, sample, workbookBytes } from './files.ts'

const WORKBOOK = Array.from({ length: 60 }, (_, row) => [`Kunde ${row}`, row * 1.5, row % 2 === 0, `0${row}`])
const written = (type: BookType, rows: unknown[][] = WORKBOOK) => workbookBytes({ S: utils.aoa_to_sheet(rows) }, type)

const stream = async (bytes: Uint8Array): Promise<Buffer> => {
  const file = await openOle2(bytesInMemory(bytes))
  const found = file.streams.find(({ name }) => name === 'Workbook')
  return Buffer.from(found ? await file.read(found) : [])
}

/** Where records of a type start in a stream. */
function places(records: Buffer, type: number): number[] {
  const found = []
  for (let at = 0; at + 4 <= records.length; at += 4 + records.readUInt16LE(at + 2)) {
    if (records.readUInt16LE(at) === type) found.push(at)
  }
  return found
}

async function rowsOrRefused(bytes: Uint8Array): Promise<unknown> {
  try {
    return await allRows(await openWorkbook(bytes))
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^(unreadable|encrypted)-file$/) })
    return undefined
  }
}

describe('old workbooks', () => {
  it.each(['biff2', 'biff3', 'biff4', 'biff5', 'biff8'])('of every age are read (%s)', async (type) => {
    const rows = await allRows(await openWorkbook(written(type as BookType)))
    expect(rows).toHaveLength(60)
    expect(rows[2]).toEqual({ row: 3, cells: ['Kunde 2', 3, true, '02'] })
  })

  it('without a container are read', async () => {
    const bytes = await stream(written('biff8'))
    expect(await allRows(await openWorkbook(bytes))).toHaveLength(60)
  })

  it('say what stands beside the cells', async () => {
    const workbook = await openWorkbook(readFileSync(new URL('files/everything.xls', import.meta.url)))
    const rows = await allRows(workbook)
    expect(workbook.hiddenSheets).toEqual(['Versteckt'])
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 100])
    expect(workbook.notes('Daten')).toEqual({
      merges: [{ top: 1, left: 0, bottom: 1, right: 1 }],
      hiddenRows: { count: 2, first: 4 },
      hiddenColumns: [8],
      percentColumns: [6],
      uncalculated: undefined,
    })
  })

  it('keep the zeros, dates and times of their formats, counted from 1900 or 1904', async () => {
    const cells: CellObject[] = [
      { t: 'n', v: 6108, z: '00000' },
      { t: 'n', v: 46135 - 1462, z: 'yyyy-mm-dd' },
      { t: 'n', v: 26.5 / 24, z: '[h]:mm' },
      { t: 'n', v: 0.5, z: '0%' },
    ]
    const sheet = utils.aoa_to_sheet([['a', 'b', 'c', 'd']])
    cells.forEach((cell, index) => (sheet[utils.encode_cell({ r: 1, c: index })] = cell))
    sheet['!ref'] = 'A1:D2'
    const bytes = workbookBytes({ S: sheet }, 'biff8', (book) => (book.Workbook = { WBProps: { date1904: true } }))
    expect((await allRows(await openWorkbook(bytes)))[1]?.cells).toEqual(['06108', '2026-04-23', '26:30:00', 0.5])
  })
})

describe('a damaged old workbook', () => {
  it('is refused wherever it is cut off', async () => {
    const bytes = sample('customers.xls')
    const whole = await allRows(await openWorkbook(bytes))
    for (let end = 513; end < bytes.length; end += 1511) {
      const rows = await rowsOrRefused(bytes.subarray(0, end))
      // What stands behind the last sheet (properties, unused sectors) may be missing.
      if (rows !== undefined) expect(rows).toEqual(whole)
    }
    expect(await rowsOrRefused(bytes.subarray(0, bytes.length >> 1))).toBeUndefined()
  })

  it('without a container is refused wherever it is cut off', async () => {
    const bytes = await stream(written('biff8'))
    for (let end = 9; end < bytes.length; end += 13) {
      expect([end, await rowsOrRefused(bytes.subarray(0, end))]).toEqual([end, undefined])
    }
  })

  it('is refused if sectors are lost and full of zeros', async () => {
    const bytes = await stream(written('biff8'))
    const [cell = 0] = places(bytes, 0x203)
    for (const at of [cell, cell + 512]) {
      const holed = Buffer.from(bytes).fill(0, at, at + 512)
      expect(await problemOf(() => openWorkbook(holed))).toMatchObject({ details: { reason: 'damaged' } })
    }
  })

  it('is refused if a sheet is not where the workbook says', async () => {
    const bytes = await stream(written('biff8'))
    const [sheet = 0] = places(bytes, 0x85)
    bytes.writeUInt32LE(bytes.readUInt32LE(sheet + 4) + 4, sheet + 4)
    expect((await problemOf(() => openWorkbook(bytes))).message).toContain('does not start where it should')
    bytes.writeUInt32LE(bytes.length + 4, sheet + 4)
    expect((await problemOf(() => openWorkbook(bytes))).message).toContain('breaks off')
  })

  it('never runs in circles: chains of sectors that lead back to themselves are refused', async () => {
    const bytes = Buffer.from(sample('customers.xls'))
    const start = bytes.readUInt32LE(48)
    const fat = (bytes.readUInt32LE(76 + (start >> 7) * 4) + 1) * 512
    bytes.writeUInt32LE(start, fat + (start & 127) * 4)
    expect((await problemOf(() => openWorkbook(bytes))).message).toContain('table of contents')
  })

  it('is read equal or refused, whichever byte of its tables is changed', async () => {
    const bytes = Buffer.from(written('biff8', WORKBOOK.slice(0, 5)))
    const whole = await allRows(await openWorkbook(bytes))
    const fat = (bytes.readUInt32LE(76) + 1) * 512
    const place = fc.oneof(fc.integer({ min: 0, max: 511 }), fc.integer({ min: fat, max: fat + 511 }))
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ bits
        const rows = await rowsOrRefused(changed)
        if (rows !== undefined) expect(rows).toEqual(whole)
      }),
      { numRuns: 150 },
    )
  })

  it('whose text refers to one that is not there is refused', async () => {
    const bytes = await stream(workbookBytes({ S: utils.aoa_to_sheet([['a']]) }, 'biff8'))
    // A shared text in place of the number format of the first cell's kind: LABELSST with an index far out.
    const [label = -1] = places(bytes, 0xfd).concat(places(bytes, 0x204))
    bytes.writeUInt16LE(0xfd, label)
    bytes.writeUInt32LE(9999, label + 10)
    expect(await problemOf(() => openWorkbook(bytes))).toMatchObject({ details: { reason: 'damaged' } })
  })

  it('with a password is told from a damaged one', async () => {
    const bytes = await stream(written('biff8'))
    const encrypted = Buffer.concat([
      bytes.subarray(0, 20),
      Buffer.from('2f0006000000112233445566', 'hex').subarray(0, 10),
      bytes.subarray(20),
    ])
    expect((await problemOf(() => openWorkbook(encrypted))).code).toBe('encrypted-file')
  })
})

it('a link over a whole sheet costs no time', async () => {
  const bytes = await stream(written('biff8', [['a'], ['b']]))
  const [end = 0] = places(bytes, 0x0a).slice(-1)
  const link = Buffer.alloc(4 + 32 + 8)
  link.writeUInt16LE(0x1b8, 0)
  link.writeUInt16LE(40, 2)
  for (const [place, value] of [0, 0xffff, 0, 0xff].entries()) link.writeUInt16LE(value, 4 + place * 2)
  const linked = Buffer.concat([bytes.subarray(0, end), link, bytes.subarray(end)])
  expect(await allRows(await openWorkbook(linked))).toHaveLength(2)
})

describe('binary workbooks', () => {
  it('say what stands beside the cells', async () => {
    const sheet = utils.aoa_to_sheet([
      ['a', 'b', 'c'],
      [1, 2, 3],
      [4, 5, 6],
    ])
    sheet['!merges'] = [utils.decode_range('A2:A3')]
    sheet['!rows'] = [{}, { hidden: true }]
    sheet['!cols'] = [{}, { hidden: true, wch: 10 }]
    sheet['B2'].z = '0%'
    const workbook = await openWorkbook(workbookBytes({ S: sheet }, 'xlsb'))
    expect(await allRows(workbook)).toHaveLength(3)
    expect(workbook.notes('S')).toEqual({
      merges: [{ top: 2, left: 0, bottom: 3, right: 0 }],
      hiddenRows: { count: 1, first: 2 },
      hiddenColumns: [1],
      percentColumns: [1],
      uncalculated: undefined,
    })
  })
})

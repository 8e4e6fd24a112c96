import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { MAX_RECORD_SIZE, openCsv } from '../../lib/readers/csv.ts'
import { detectDelimiter } from '../../lib/readers/delimiter.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { allRows, problemOf, sample, text } from './files.ts'

const ENCODERS = {
  'utf-8': (content: string) => Buffer.from(content, 'utf8'),
  'utf-8 with BOM': (content: string) => Buffer.from(`\ufeff${content}`, 'utf8'),
  'utf-16le with BOM': (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le'),
  'utf-16be with BOM': (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le').swap16(),
  'utf-16le': (content: string) => Buffer.from(content, 'utf16le'),
  'utf-16be': (content: string) => Buffer.from(content, 'utf16le').swap16(),
  'windows-1252': (content: string) => Buffer.from(content, 'latin1'),
} as const

const quote = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell

describe('text files', () => {
  it.each([
    ['customers-utf8.csv', 'utf-8', ','],
    ['customers-windows-1252.csv', 'windows-1252', ';'],
    ['customers-utf16.txt', 'utf-16le', '\t'],
  ])('%s is %s', async (name, encoding, delimiter) => {
    const workbook = await openWorkbook(sample(name))
    expect(workbook).toMatchObject({ format: 'csv', encoding, delimiter })
    const rows = await allRows(workbook)
    expect(rows).toHaveLength(401)
    expect(rows[2]?.cells.slice(0, 9)).toEqual([
      'carla.rossi@nordwind.example',
      '00108',
      'K-00001',
      'Druckerei Schäfer & Co. KG',
      'Lindenweg 95/2',
      '04109',
      'Leipzig',
      'DE',
      '+43 676 4766182',
    ])
    expect(rows[2]?.cells.at(-1)).toBe('Parkplatz im Hof;\nZufahrt "hinten"')
  })

  it('read back what was written, in any encoding, with any delimiter and line end, in pieces of any size', async () => {
    // Every header starts with letters, so that a text without byte-order mark has the NULs that give UTF-16 away.
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z0-9 .:-]{0,8}$/),
      fc.string({ unit: fc.constantFrom('a', 'ä', 'ß', 'é', '"', ';', ',', '\t', '|', '\n', ' ', '1'), maxLength: 8 }),
    )
    const shape = fc.record({
      columns: fc.integer({ min: 2, max: 5 }),
      encoding: fc.constantFrom(...(Object.keys(ENCODERS) as (keyof typeof ENCODERS)[])),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      end: fc.constantFrom('\n', '\r\n'),
      chunk: fc.integer({ min: 1, max: 64 }),
      trailing: fc.boolean(),
    })
    const file = shape.chain((one) =>
      fc
        .array(fc.array(cell, { minLength: one.columns, maxLength: one.columns }), { minLength: 1, maxLength: 8 })
        .map((rows) => ({ ...one, rows })),
    )
    await fc.assert(
      fc.asyncProperty(file, async ({ columns, encoding, delimiter, end, chunk, trailing, rows }) => {
        const header = Array.from({ length: columns }, (_, index) =>
          `title of column number ${index}, with many letters in it`.replaceAll(delimiter, ' '),
        )
        const content =
          [header, ...rows].map((cells) => cells.map((one) => quote(one, delimiter)).join(delimiter)).join(end) +
          (trailing ? end : '')
        const bytes = ENCODERS[encoding](content)
        const workbook = openCsv(bytes, { chunk })
        // Cells of nothing but other delimiters can outvote the right one in a handful of rows; what is tested here is the round trip.
        fc.pre(workbook.delimiter === delimiter)
        const ascii = encoding === 'windows-1252' && !/[äßé]/.test(content)
        expect(workbook.encoding).toBe(ascii ? 'utf-8' : encoding.split(' ')[0])
        const expected = rows.flatMap((cells, index) =>
          cells.every((one) => one.trim() === '')
            ? []
            : [{ row: index + 2, cells: cells.map((one) => (one === '' ? null : one)) }],
        )
        expect((await allRows(workbook)).slice(1)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('count blank lines, so that row numbers are those of the records', async () => {
    const rows = await allRows(openCsv(text('a;b\n\n1;2\n;\n"x\ny";4\n5;6\n')))
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
      [5, 'x\ny', '4'],
      [6, '5', '6'],
    ])
  })

  it("follow Excel's hint in the first line", async () => {
    const rows = await allRows(openCsv(text('sep=;\r\na;b,c\r\n1;2,5\r\n')))
    expect(rows).toEqual([
      { row: 2, cells: ['a', 'b,c'] },
      { row: 3, cells: ['1', '2,5'] },
    ])
  })

  it('take mixed line ends, rows of uneven width and quotes inside of values as they come', async () => {
    const rows = await allRows(openCsv(text('a,b,c\r\n1,2\n3,4" pipe,5,6\r7,"8",9')))
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2'],
      ['3', '4" pipe', '5', '6'],
      ['7', '8', '9'],
    ])
  })

  it('with a quotation mark that is never closed are refused by row', async () => {
    const problem = await problemOf(() => allRows(openCsv(text('a,b\n1,2\n3,"4\n5,6\n'))))
    expect(problem).toMatchObject({ code: 'unreadable-file', places: [{ row: 3 }] })
    expect(problem.message).toMatch(/never closed/)
  })

  it('with a record of endless length are refused by row', async () => {
    const problem = await problemOf(() => allRows(openCsv(text(`a,b\n1,"${'x\n'.repeat(MAX_RECORD_SIZE)}"\n`))))
    expect(problem).toMatchObject({ code: 'unreadable-file', places: [{ row: 2 }] })
  })

  it('can be left in the middle', async () => {
    const workbook = openCsv(text('a,b\n'.repeat(100_000)))
    for await (const row of workbook.rows('CSV')) {
      if (row.row === 3) break
    }
    expect(await allRows(workbook)).toHaveLength(100_000)
  })
})

describe('delimiters', () => {
  it.each([
    ['a;b\n1,5;2,5\n1,25;3,5\n', ';'],
    ['a,b\n"x;y;z",2\n"1;2;3",4\n', ','],
    ['name\tremark\nHuber\tfriendly, kind, nice\n', '\t'],
    ['Liste der Kunden, Stand 20.11.2026\n\nName|Ort\nHuber|Wien\nMoser|Linz\n', '|'],
    ['5" pipe;a\n6" pipe;b\n', ';'],
  ])('%j is cut by %j', (head, delimiter) => {
    expect(detectDelimiter(head, true).delimiter).toBe(delimiter)
  })

  it('are not needed for a single column', () => {
    expect(detectDelimiter('email\na@b.example\n', true)).toMatchObject({
      delimiter: ',',
      because: expect.stringContaining('one column'),
    })
  })

  it('are proved', () => {
    expect(detectDelimiter('a;b\n1;2\n', true).because).toBe('it cuts 2 of the first 2 records into 2 fields each')
  })
})

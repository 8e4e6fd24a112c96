import { describe, expect, it } from '@jest/globals'
import { MAX_RECORD_SIZE } from '../../../lib/readers/csv/records.ts'
import { openCsv } from '../../../lib/readers/csv/open.ts'
import { MAX_COLUMNS } from '../../../lib/readers/xlsx/sheet.ts'
import { isText } from '../../../lib/readers/csv/encoding.ts'
import { allRows, problemOf, sample } from '../files.ts'
import { openText, rowsOf } from './texts.ts'

const refused = async (content: string | Uint8Array, chunk?: number) => {
  const problem = await problemOf(() => rowsOf(content, chunk))
  return { code: problem.code, reason: problem.details?.['reason'], row: problem.places?.[0]?.row }
}

describe('text files', () => {
  it.each([
    ['customers-utf8.csv', 'utf-8', ','],
    ['customers-windows-1252.csv', 'windows-1252', ';'],
    ['customers-utf16.txt', 'utf-16le', '\t'],
  ])('%s is %s', async (name, encoding, delimiter) => {
    const workbook = await openText(sample(name))
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

  it('count blank lines, so that row numbers are those of the records', async () => {
    expect(await rowsOf('a;b\n\n1;2\n;\n"x\ny";4\n5;6\n')).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
      [5, 'x\ny', '4'],
      [6, '5', '6'],
    ])
  })

  it('have no empty cells at the end of a row', async () => {
    expect(await rowsOf('a;b;c;\n;2;;;\n')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, null, '2'],
    ])
  })

  it.each(['sep=;\r\n', 'sep=;\n', 'sep=;\r', '"sep=;"\n', 'SEP=;\n'])("follow Excel's hint %j", async (hint) => {
    expect(await rowsOf(`${hint}a;b,c\r\n1;2,5\r\n`)).toEqual([
      [2, 'a', 'b,c'],
      [3, '1', '2,5'],
    ])
  })

  it('take mixed line ends and rows of uneven width as they come', async () => {
    expect(await rowsOf('a,b,c\r\n1,2\n3,4,5,6\r7,"8",9')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1', '2'],
      [3, '3', '4', '5', '6'],
      [4, '7', '8', '9'],
    ])
  })

  it.each([
    ['4" pipe;5', ['4" pipe', '5']],
    ['"Müller" GmbH;x', ['"Müller" GmbH', 'x']],
    ['"Hotel "Post" Wien";x', ['Hotel "Post" Wien', 'x']],
    ['"a "b"";x', ['a "b"', 'x']],
    ['"";x', [null, 'x']],
    ['"""";x', ['"', 'x']],
    [' "a";x', [' "a"', 'x']],
    ['"a;b";x', ['a;b', 'x']],
  ])('read %s as spreadsheet programs do, and the next row too', async (line, cells) => {
    expect(await rowsOf(`A;B\n${line}\n"last";row\n`)).toEqual([
      [1, 'A', 'B'],
      [2, ...cells],
      [3, 'last', 'row'],
    ])
  })

  it('with single quotation marks around fields are read without them', async () => {
    const content = "'Name';'Ort'\n'Müller; Söhne';'Wien'\n'Toni''s \"Grill\"';'Graz'\n"
    expect((await openText(content)).evidence[1]?.because).toMatch(/single quotation marks/)
    expect(await rowsOf(content)).toEqual([
      [1, 'Name', 'Ort'],
      [2, 'Müller; Söhne', 'Wien'],
      [3, 'Toni\'s "Grill"', 'Graz'],
    ])
  })

  it('with apostrophes in names keep them', async () => {
    const content = "Name;Plaats\nJan;'s-Hertogenbosch\nPiet;'s-Gravenhage\nHans';'t Veld\n"
    expect((await rowsOf(content)).map((row) => row.at(-1))).toEqual([
      'Plaats',
      "'s-Hertogenbosch",
      "'s-Gravenhage",
      "'t Veld",
    ])
  })

  it('can be left in the middle and read again', async () => {
    const workbook = await openText('a,b\n'.repeat(100_000))
    for await (const row of workbook.rows('CSV')) {
      if (row.row === 3) break
    }
    expect(await allRows(workbook)).toHaveLength(100_000)
  })

  it('are never in memory as a whole', async () => {
    const line = new TextEncoder().encode('0123456;89\n'.repeat(95_325))
    const asked: number[] = []
    const source = {
      size: line.length * 40,
      read: async (start: number, end: number) => {
        asked.push(end - start)
        return Uint8Array.from({ length: end - start }, (_, at) => line[(start + at) % line.length] ?? 0)
      },
    }
    const workbook = await openCsv({ ...source, size: line.length * 3 })
    expect(await allRows(workbook)).toHaveLength(95_325 * 3)
    expect(Math.max(...asked)).toBeLessThanOrEqual(1_048_576)
  })

  it('have one sheet', async () => {
    const workbook = await openText('a,b\n1,2\n')
    expect((await problemOf(() => workbook.rows('Sheet1'))).code).toBe('not-found')
  })
})

describe('text files that cannot be trusted', () => {
  it.each([
    ['open to the end', 'a,b\n1,2\n3,"4\n5,6\n'],
    ['open until the next quoted field', 'a,b\n1,2\n3,"4\n"Huber",6\n7,8\n'],
    ['open until a quote in a later line', 'a,b\n1,2\n3,"4\n5,"6"\n7,8\n'],
  ])('are refused with the row in which a quotation mark was left %s', async (_, content) => {
    for (const chunk of [1, 2, 3, 5, 1000])
      expect(await refused(content, chunk)).toEqual({ code: 'unreadable-file', reason: 'unclosed-quote', row: 3 })
  })

  it('give all rows before the one that cannot be read', async () => {
    const seen: number[] = []
    const read = async () => {
      for await (const { row } of (await openText('a,b\n1,2\n3,"4\n5,6\n')).rows('CSV')) seen.push(row)
    }
    await problemOf(read)
    expect(seen).toEqual([1, 2])
  })

  it('are refused with the row of a quotation mark that swallows more than a record may have', async () => {
    const content = `a,b\n1,"${'x\n'.repeat(MAX_RECORD_SIZE)}"\n`
    expect(await refused(content)).toEqual({ code: 'unreadable-file', reason: 'unclosed-quote', row: 2 })
  })

  it.each([
    ['without quotes', 'x'.repeat(MAX_RECORD_SIZE + 1)],
    ['in quotes', `"${'x'.repeat(MAX_RECORD_SIZE)}"`],
    ['of doubled quotes', `"${'""'.repeat(MAX_RECORD_SIZE / 2)}"`],
  ])('are refused with the row of a value of endless length %s', async (_, value) => {
    expect(await refused(`a,b\n1,${value}\n3,4\n`)).toEqual({
      code: 'unreadable-file',
      reason: 'value-too-long',
      row: 2,
    })
  })

  it('are read with a value that is as long as a record may be', async () => {
    const value = 'x'.repeat(MAX_RECORD_SIZE - 2)
    expect(await rowsOf(`a,b\n1,${value}\n3,4\n`)).toEqual([
      [1, 'a', 'b'],
      [2, '1', value],
      [3, '3', '4'],
    ])
  })

  it('are refused with a row of more values than a table has columns', async () => {
    expect(await rowsOf(`a,b\n1,2\n${',x'.repeat(MAX_COLUMNS - 1)}\n`)).toHaveLength(3)
    const content = `a,b\n1,2\n${',x'.repeat(MAX_COLUMNS)}\n`
    expect(await refused(content)).toEqual({ code: 'unreadable-file', reason: 'too-many-columns', row: 3 })
    const header = Array.from({ length: 100_000 }, (_, at) => `column ${at}`).join(';')
    expect(await refused(`${header}\n1;2\n`)).toEqual({ code: 'unreadable-file', reason: 'too-many-columns', row: 1 })
  })

  it('are read with as many empty fields behind the last value as a spreadsheet has columns', async () => {
    const empty = ';'.repeat(16_383)
    expect(await rowsOf(`a;b${empty}\n1;2${empty}\n`)).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
  })

  it('keep zero bytes, and warn of them', async () => {
    const content = `Name;Ort\n${'Huber;Wien\n'.repeat(9)}Mo\0ser;Graz\0\0\n`
    expect((await rowsOf(content)).at(-1)).toEqual([11, 'Mo\0ser', 'Graz\0\0'])
    expect((await openText(content)).warnings).toEqual([
      expect.objectContaining({ code: 'zero-bytes', message: expect.stringMatching(/^3 zero bytes .* line 11/) }),
    ])
    expect(isText(new TextEncoder().encode(content))).toBe(content)
  })

  it('are refused if they end in zero bytes that were never written', async () => {
    expect((await refused(`a;b\n1;2\n${'\0'.repeat(4096)}`)).reason).toBe('damaged')
  })
})

import { describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Papa from 'papaparse'
import { scanRecords, type Dialect, type Field } from '../../../lib/readers/csv/records.ts'
import { encode, openText, rowsOf } from './texts.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const QUOTES = ['"', "'"] as const
const ENDS = ['\n', '\r\n', '\r'] as const
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'macintosh'] as const

const dialects = fc.record({ delimiter: fc.constantFrom(...DELIMITERS), quote: fc.constantFrom(...QUOTES) })
const field = fc.string({
  unit: fc.constantFrom('a', 'ä', '€', '"', "'", ';', ',', '\t', '|', '\n', '\r', ' ', '1', '🙂'),
  maxLength: 6,
})
/** Texts of nothing but what means something to a reader. */
const anyText = fc.string({ unit: fc.constantFrom('a', 'b', '"', ';', ',', '\n', '\r', ' '), maxLength: 40 })

/** A field as RFC 4180 writes it; some are quoted without need. */
function written(value: string, { delimiter, quote }: Dialect, always: boolean): string {
  const needed = always || value.includes(delimiter) || value.includes(quote) || /[\r\n]/.test(value)
  return needed ? quote + value.replaceAll(quote, quote + quote) + quote : value
}

/** Scans a text as it comes in pieces that end at these places. */
function scanPieces(text: string, cuts: readonly number[], dialect: Dialect): { records: Field[][]; fault?: string } {
  const records: Field[][] = []
  let rest = ''
  let from = 0
  for (const cut of [...cuts, text.length, undefined]) {
    const piece = rest + (cut === undefined ? '' : text.slice(from, cut))
    const scan = scanRecords(piece, cut === undefined, dialect)
    records.push(...scan.records.map((cells) => [...cells]))
    if (scan.fault) return { records, fault: scan.fault }
    rest = piece.slice(scan.used)
    from = cut ?? from
  }
  return { records }
}

describe('records', () => {
  it('read back what was written, in any dialect, with any line ends', () => {
    const file = fc.record({
      dialect: dialects,
      rows: fc.array(fc.array(fc.tuple(field, fc.boolean()), { minLength: 2, maxLength: 5 }), { maxLength: 8 }),
      ends: fc.array(fc.constantFrom(...ENDS), { minLength: 8, maxLength: 8 }),
      trailing: fc.boolean(),
    })
    fc.assert(
      fc.property(file, ({ dialect, rows, ends, trailing }) => {
        const text = rows
          .map(
            (row, index) =>
              row.map(([value, always]) => written(value, dialect, always)).join(dialect.delimiter) +
              (index < rows.length - 1 || trailing ? ends[index] : ''),
          )
          .join('')
        expect(scanRecords(text, true, dialect)).toEqual({
          records: rows.map((row) => row.map(([value]) => (value === '' ? null : value))),
          used: text.length,
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('are the same however the text is cut into pieces, malformed or not', () => {
    fc.assert(
      fc.property(anyText, dialects, (text, dialect) => {
        const whole = scanPieces(text, [], dialect)
        for (let cut = 1; cut < text.length; cut++) expect(scanPieces(text, [cut], dialect)).toEqual(whole)
        const every = Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => index + 1)
        expect(scanPieces(text, every, dialect)).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })

  it('are those of csv-parse and papaparse in every well-formed text', () => {
    const file = fc.record({
      delimiter: fc.constantFrom(...DELIMITERS),
      end: fc.constantFrom(...ENDS),
      rows: fc.array(fc.array(fc.tuple(field, fc.boolean()), { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 8,
      }),
    })
    fc.assert(
      fc.property(file, ({ delimiter, end, rows }) => {
        const dialect = { delimiter, quote: '"' }
        const text = rows
          .map((row) => row.map(([value, always]) => written(value, dialect, always)).join(delimiter) + end)
          .join('')
        const { records, fault } = scanRecords(text, true, dialect)
        expect(fault).toBeUndefined()
        const texts = records.map((cells) => cells.map((cell) => cell ?? '').join('\u0001'))
        const parsed: string[][] = parse(text, { delimiter, record_delimiter: end, relax_column_count: true })
        expect(texts).toEqual(parsed.map((cells) => cells.join('\u0001')))
        // After the last line end, papaparse gives one more record.
        const { data } = Papa.parse<string[]>(text, { delimiter, newline: end })
        expect(texts).toEqual(data.slice(0, -1).map((cells) => cells.join('\u0001')))
      }),
      { numRuns: 1000 },
    )
  })

  it('lose no text, however malformed: all characters but quotes, delimiters and line ends, in their order', () => {
    const bare = (text: string): string => text.replaceAll(/[",;|\t\r\n]/g, '')
    fc.assert(
      fc.property(anyText, fc.constantFrom(...DELIMITERS), (text, delimiter) => {
        const { records, used, fault } = scanRecords(text, true, { delimiter, quote: '"' })
        expect(bare(records.flat().join(''))).toBe(bare(text.slice(0, used)))
        // What is not read is refused.
        expect(fault === undefined).toBe(used === text.length)
      }),
      { numRuns: 2000 },
    )
  })

  it('hold no line break unless the whole field is in quotes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { records } = scanRecords(text, true, { delimiter: ';', quote: '"' })
        for (const cell of records.flat().filter((one) => one !== null && /[\r\n]/.test(one)))
          expect(text).toContain(`"${cell?.replaceAll('"', '""')}"`)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a text file', () => {
  it('is read back as it was written, in any encoding and dialect, in pieces of any size', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'b', 'ä', 'ü', 'ß', '"', "'", ';', ',', '\t', '|', '\n', ' ', '1'),
      maxLength: 8,
    })
    const file = fc.record({
      columns: fc.integer({ min: 2, max: 5 }),
      encoding: fc.constantFrom(...ENCODINGS),
      mark: fc.boolean(),
      dialect: dialects,
      end: fc.constantFrom(...ENDS),
      chunk: fc.integer({ min: 1, max: 64 }),
      cells: fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
    })
    let read = 0
    await fc.assert(
      fc.asyncProperty(file, async ({ columns, encoding, mark, dialect, end, chunk, cells }) => {
        const rows = cells.map((row) => row.slice(0, columns))
        // Words that give away encoding, delimiter and quotes, as in any file of more than a handful of rows.
        const header = Array.from({ length: columns }, (_, at) => `Überschrift der ${at + 1}. Spalte, für Größen; lang`)
        const sure = Array.from({ length: 20 }, () => header)
        const text = [...sure, ...rows]
          .map((row) => row.map((one) => written(one, dialect, one === row[0])).join(dialect.delimiter) + end)
          .join('')
        const wide = encoding.startsWith('utf')
        const workbook = await openText(encode(encoding, mark && wide ? `\ufeff${text}` : text), chunk)
        fc.pre(workbook.delimiter === dialect.delimiter)
        const quoted = workbook.evidence[1]?.because.includes('single') ? "'" : '"'
        fc.pre(quoted === dialect.quote)
        read++
        const expected = rows.flatMap((row, at) =>
          row.every((one) => one.trim() === '') ? [] : [[at + 21, ...withoutTail(row.map((one) => one || null))]],
        )
        const found = await rowsOf(encode(encoding, mark && wide ? `\ufeff${text}` : text), chunk)
        expect(found.slice(20)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
    expect(read).toBeGreaterThan(150)
  })
})

function withoutTail(cells: (string | null)[]): (string | null)[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)
}

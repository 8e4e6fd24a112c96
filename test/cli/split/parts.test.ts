import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { openSink } from '../../../cli/split/part-file.ts'
import { planSplit, type SplitChoice } from '../../../cli/split/plan.ts'
import { partPath, writeParts } from '../../../cli/split/write-parts.ts'
import { cellText, isBlankRow, type Cell, type SheetRow } from '../../../lib/domain/cells.ts'
import { dataRows, inspect } from '../../../lib/readers/inspect.ts'
import { openWorkbook } from '../../../lib/readers/open.ts'
import { NO_NOTES, type Workbook } from '../../../lib/readers/workbook.ts'
import { allRows, problemOf } from '../../readers/files.ts'

let folder: string
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-split-'))
})
afterAll(() => rm(folder, { recursive: true }))
const newFolder = () => join(folder, String((made += 1)))

/** A sheet in memory: as any reader would give it. */
function workbookOf(rows: readonly SheetRow[], sheet = 'Kunden'): Workbook {
  return {
    format: 'xlsx',
    evidence: [],
    sheetNames: [sheet],
    hiddenSheets: [],
    warnings: [],
    rows: async function* () {
      yield* rows
    },
    notes: () => NO_NOTES,
  }
}

async function splitInto(workbook: Workbook, choice: Partial<SplitChoice>, out = newFolder()) {
  const limits = { maxRows: 4, maxUsers: 2 }
  const plan = await planSplit(workbook, { by: 'email', column: 'Rep', limits, ...choice })
  const paths = await writeParts(workbook, 'erp.file', plan, { out, existing: 'refuse' })
  const parts = await Promise.all(paths.map(async (path) => openWorkbook(await readFile(path))))
  return { plan, paths, parts }
}

const REPS = ['a@x.example', ' A@X.example', 'b@x.example', 'c@x.example', 'd@x.example', ' ', null]
const awkward = fc.constantFrom(
  '00107',
  "'quoted'",
  '"',
  '=1+1',
  ' edge ',
  'a;b,c|d\te',
  'line\r\nbreak\rend',
  '_x0041_ _x005F_x_',
  '\u0001\uFFFE',
  '𝒜 ä <&>',
  '2026-04-23',
  '2026-04-23T08:30:15',
  '2026-04-23T00:00:00',
  '1900-02-29',
  '1900-01-05',
  '2026-02-30',
  '9999-12-31T23:59:59',
  '08:30:00',
  '1.234,50',
  'sep=;',
)
const anyString = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/\0/.test(text)),
)
/** A short text with control characters is taken for no text at all. */
const anyText = anyString.filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 5, arbitrary: anyString },
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.constantFrom('#N/A', '#REF!').map((error) => ({ error })),
)
const anyRows = (cell: fc.Arbitrary<Cell>) =>
  fc.array(fc.tuple(cell, fc.constantFrom(...REPS), cell, cell), { minLength: 1, maxLength: 20 })
const HEAD: SheetRow[] = [
  { row: 1, cells: ['Customers of all reps'] },
  { row: 3, cells: ['Name', 'Rep', 'Note', 'Number'] },
]

/** Without empty cells at the end, which formats store or not. */
const trimmed = (cells: readonly Cell[]): Cell[] => cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)
const ownerOf = ({ cells }: SheetRow) => cellText(cells[1]).toLowerCase()
const sorted = (rows: readonly SheetRow[]) => rows.map(({ cells }) => JSON.stringify(trimmed(cells))).sort()

async function checkRoundTrip(workbook: Workbook, headerRow: number): Promise<void> {
  const out = newFolder()
  const whole = await Array.fromAsync(dataRows(workbook, workbook.sheetNames[0] ?? '', headerRow))
  const head = (await allRows(workbook)).filter(({ row }) => row <= headerRow)
  const limits = {
    maxRows: Math.max(4, ...[...Map.groupBy(whole, ownerOf).values()].map((rows) => rows.length)),
    maxUsers: 2,
  }
  const { parts } = await splitInto(workbook, { headerRow, limits }, out)
  const seen: SheetRow[][] = []
  for (const part of parts) {
    const rows = await allRows(part)
    expect(part.sheetNames).toEqual(workbook.sheetNames)
    expect(rows.filter(({ row }) => row <= headerRow)).toEqual(head)
    const data = rows.filter(({ row }) => row > headerRow)
    expect(data.map(({ row }) => row)).toEqual(data.map((_, at) => headerRow + 1 + at))
    expect(data.length).toBeLessThanOrEqual(limits.maxRows)
    expect(new Set(data.map(ownerOf).filter((owner) => owner !== '')).size).toBeLessThanOrEqual(limits.maxUsers)
    const places = data.map(({ cells }) =>
      whole.findIndex((row) => JSON.stringify(row.cells) === JSON.stringify(cells)),
    )
    expect(places).not.toContain(-1)
    seen.push(data)
  }
  expect(sorted(seen.flat())).toEqual(sorted(whole))
  for (const owner of new Set(whole.map(ownerOf))) {
    if (owner !== '') expect(seen.filter((rows) => rows.some((row) => ownerOf(row) === owner))).toHaveLength(1)
  }
  await rm(out, { recursive: true })
}

describe('the parts of a file', () => {
  it('are its rows, as read, each user in one part, within the limits: workbooks', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows(anyCell), async (rows) => {
        const data = rows
          .map((cells, at) => ({ row: 4 + 2 * at, cells: trimmed(cells) }))
          .filter(({ cells }) => !isBlankRow(cells))
        fc.pre(data.some((row) => ownerOf(row) !== ''))
        await checkRoundTrip(workbookOf([...HEAD, ...data]), 3)
      }),
      { numRuns: 60 },
    )
  })

  it.each([';', ',', '\t', '|', ':'])(
    'are its rows, as read, each user in one part: texts cut at %j',
    async (delimiter) => {
      const hint = delimiter === ':' ? 'sep=:\n' : ''
      await fc.assert(
        fc.asyncProperty(anyRows(fc.oneof(anyText, fc.constant(null))), async (rows) => {
          const table = [['Customers of all reps'], [], ['Name', 'Rep', 'Note', 'Number'], ...rows]
          const text = hint + stringify(table, { delimiter, quoted_match: /[;,\t|'"\r\n]|^\s|\s$/u })
          const workbook = await openWorkbook(new TextEncoder().encode(`\uFEFF${text}`))
          const headerRow = hint === '' ? 3 : 4
          const data = await Array.fromAsync(dataRows(workbook, 'CSV', headerRow))
          fc.pre(workbook.delimiter === delimiter && data.some((row) => ownerOf(row) !== ''))
          await checkRoundTrip(workbook, headerRow)
        }),
        { numRuns: 30 },
      )
    },
  )

  it('are the same bytes each time', async () => {
    const workbook = workbookOf([...HEAD, { row: 4, cells: ['N', 'a@x.example', '2026-04-23', 1.5] }])
    const [one, other] = [await splitInto(workbook, {}), await splitInto(workbook, {})]
    expect(await readFile(one.paths[0] ?? '')).toEqual(await readFile(other.paths[0] ?? ''))
  })

  it('hold days as days, so that people see what they saw', async () => {
    const { parts, paths } = await splitInto(
      workbookOf([...HEAD, { row: 4, cells: ['N', 'a@x.example', '2026-04-23'] }]),
      {},
    )
    const { read, utils } = await import('xlsx')
    const book = read(await readFile(paths[0] ?? ''), { cellNF: true })
    const cell = utils.sheet_to_json<unknown[]>(book.Sheets['Kunden'] ?? {}, { header: 1, raw: false })[3]?.[2]
    expect(cell).toBe('4/23/26')
    expect((await allRows(parts[0] ?? workbookOf([]))).at(-1)?.cells[2]).toBe('2026-04-23')
  })

  it('write out the name of a column without title, which a part could not show otherwise', async () => {
    const rows: SheetRow[] = [
      { row: 1, cells: ['Rep', 'Name'] },
      { row: 2, cells: ['a@x.example', 'A', 'extra'] },
      { row: 3, cells: ['b@x.example', 'B'] },
    ]
    const limits = { maxRows: 1, maxUsers: 1 }
    const { parts } = await splitInto(workbookOf(rows), { headerRow: 1, limits })
    for (const part of parts) {
      const { columns } = await inspect(part)
      expect(columns.map(({ name }) => name)).toEqual(['Rep', 'Name', 'Column C'])
    }
  })

  it('are called after the file, and written only if none are there', async () => {
    const workbook = workbookOf([
      ...HEAD,
      { row: 4, cells: ['N', 'a@x.example'] },
      { row: 5, cells: ['N', 'b@x.example'] },
    ])
    const limits = { maxRows: 1, maxUsers: 1 }
    const out = newFolder()
    await splitInto(workbook, { limits }, out)
    expect(await readdir(out)).toEqual(['erp - part 1 of 2.xlsx', 'erp - part 2 of 2.xlsx'])
    expect(partPath('out', 'a/b.c.txt', 2, 3, 'csv')).toBe(join('out', 'b.c - part 2 of 3.csv'))
    await expect(splitInto(workbook, { limits }, out)).rejects.toThrow(/holds parts already.*--force/)

    const plan = await planSplit(workbook, { by: 'email', column: 'Rep', limits: { maxRows: 2, maxUsers: 2 } })
    expect((await problemOf(() => writeParts(workbook, 'erp.file', plan, { out, existing: 'continue' }))).code).toBe(
      'record-changed',
    )
    await writeParts(workbook, 'erp.file', plan, { out, existing: 'replace' })
    expect(await readdir(out)).toEqual(['erp - part 1 of 1.xlsx'])
  })

  it('are gone on with only if they are the same', async () => {
    const out = newFolder()
    const rowsOf = (name: string): Workbook => workbookOf([...HEAD, { row: 4, cells: [name, 'a@x.example'] }])
    const { paths, plan } = await splitInto(rowsOf('N'), {}, out)
    expect(await writeParts(rowsOf('N'), 'erp.file', plan, { out, existing: 'continue' })).toEqual(paths)
    const problem = await problemOf(() => writeParts(rowsOf('M'), 'erp.file', plan, { out, existing: 'continue' }))
    expect([problem.code, await readdir(out)]).toEqual(['record-changed', ['erp - part 1 of 1.xlsx']])
  })

  it('are not there at all if one of them cannot be written', async () => {
    const out = newFolder()
    let reads = 0
    const workbook: Workbook = {
      ...workbookOf([]),
      rows: async function* () {
        yield* [...HEAD, { row: 4, cells: ['N', 'a@x.example'] }]
        if ((reads += 1) > 2) throw new Error('the disk is gone')
        yield { row: 5, cells: ['N', 'b@x.example'] }
      },
    }
    await expect(splitInto(workbook, { headerRow: 3 }, out)).rejects.toThrow('the disk is gone')
    expect(await readdir(out)).toEqual([])
  })

  it('are made in several rounds where there are many', async () => {
    const data = Array.from({ length: 80 }, (_, at) => ({ row: 4 + at, cells: [`N${at}`, `u${at}@x.example`] }))
    const { paths, parts } = await splitInto(workbookOf([...HEAD, ...data]), { limits: { maxRows: 1, maxUsers: 1 } })
    expect(paths).toHaveLength(80)
    const names = await Promise.all(parts.map(async (part) => (await allRows(part)).at(-1)?.cells[0]))
    expect(names).toEqual(data.map(({ cells }) => cells[0]))
  })
})

describe('what is not split', () => {
  const data = (...reps: (string | null)[]): SheetRow[] => [
    ...HEAD,
    ...reps.map((rep, at) => ({ row: 4 + at, cells: ['N', rep] })),
  ]

  it('a user with more rows than a part may have, by name', async () => {
    const workbook = workbookOf(data('b@x.example', 'a@x.example', 'A@x.example '))
    const problem = await problemOf(() => splitInto(workbook, { limits: { maxRows: 1, maxUsers: 9 } }))
    expect(problem).toMatchObject({
      code: 'too-many-rows',
      message: '"a@x.example" alone has 2 rows; a part may have 1.',
      places: [{ sheet: 'Kunden', row: 5, column: 'Rep', value: 'a@x.example', message: '2 rows' }],
      advice: expect.stringContaining('--max-rows 2'),
    })
  })

  it('a file without the column, whose columns are named', async () => {
    await expect(splitInto(workbookOf(data('a@x.example')), { column: 'Mail' })).rejects.toThrow(
      /no column "Mail".*Name, Rep/,
    )
  })

  it('a file in which nobody has a row', async () => {
    const problem = await problemOf(() => splitInto(workbookOf(data(null, ' ')), { headerRow: 3 }))
    expect(problem.code).toBe('no-user-found')
    const users = [{ email: 'b@x.example' }]
    expect((await problemOf(() => splitInto(workbookOf(data('a@x.example')), { users }))).code).toBe('no-user-found')
  })

  it('a file by a column that says something else', async () => {
    const rows = data(...Array.from({ length: 1001 }, (_, at) => `K-${at}`))
    await expect(splitInto(workbookOf(rows), { limits: { maxRows: 10, maxUsers: 1 } })).rejects.toThrow(
      /1,001 different values/,
    )
  })

  it('rows of one user under two names, if a correction says so', async () => {
    const workbook = workbookOf(data('0107', '108', '109', '107'))
    const users = [
      { email: 'bert@x.example', employeeNumber: '0107' },
      { email: 'c@x.example', employeeNumber: '109' },
    ]
    const corrections = [{ value: '107', email: 'bert@x.example' }]
    const choice = { by: 'employee-number', corrections, users, limits: { maxRows: 2, maxUsers: 1 } } as const
    const { plan } = await splitInto(workbook, choice)
    expect(plan.parts.map(({ rows, loose }) => [rows, loose])).toEqual([
      [2, 0],
      [2, 1],
    ])
  })
})

it('a file that is no more what was counted is refused, with nothing written', async () => {
  const out = newFolder()
  await writeFile(join(folder, 'x.csv'), 'Rep;Name\na@x.example;A\n')
  const before = await openWorkbook(await readFile(join(folder, 'x.csv')))
  const plan = await planSplit(before, { by: 'email', column: 'Rep', limits: { maxRows: 5, maxUsers: 5 } })
  const after = await openWorkbook(new TextEncoder().encode('Rep;Name\na@x.example;A\na@x.example;B\n'))
  const problem = await problemOf(() => writeParts(after, 'x.csv', plan, { out, existing: 'refuse' }))
  expect([problem.message, await readdir(out)]).toEqual(['The file changed while it was split.', []])
})

it('a part that is given up while its file is being opened is there, to be removed, when that is done', async () => {
  const out = newFolder()
  await mkdir(out)
  const paths = Array.from({ length: 20 }, (_, at) => join(out, String(at)))
  await Promise.all(paths.map((path) => openSink(path).abandon()))
  expect(readdirSync(out)).toHaveLength(20)
})

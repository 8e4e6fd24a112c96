import { describe, expect, it } from '@jest/globals'
import { isDeepStrictEqual } from 'node:util'
import { unzipSync } from 'fflate'
import { utils, type BookType } from 'xlsx'
import type { SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import type { ByteSource } from '../../lib/readers/bytes.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { xlsxOf, zipOf } from './archives.ts'
import { allRows, sample, workbookBytes } from './files.ts'

// A read that ends early is an error, never fewer rows.

const TABLE = utils.aoa_to_sheet([
  ['id', 'name'],
  ['a', 'Ada'],
  ['b', 'Bob'],
  ['c', 'Eve'],
])
const written = (bookType: BookType): Uint8Array => workbookBytes({ Data: TABLE }, bookType)

const HAND_MADE = xlsxOf({
  sheets: {
    Data: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45000</v></c></row>',
  },
  sharedStrings: ['name', 'when', 'Ada'],
  styles: [14],
})

/** The rows of the first sheet; nothing if the file is refused. */
async function rowsOrRefused(file: Uint8Array | ByteSource): Promise<SheetRow[] | undefined> {
  try {
    return await allRows(await openWorkbook(file))
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Fails with the first file that is read otherwise than it should be. */
async function expectAll(files: Iterable<readonly [what: string, bytes: Uint8Array]>, rows: SheetRow[]): Promise<void> {
  let refused = 0
  for (const [what, bytes] of files) {
    const read = await rowsOrRefused(bytes)
    if (read === undefined) refused++
    else if (!isDeepStrictEqual(read, rows)) expect([what, read]).toEqual([what, rows])
  }
  expect(refused).toBeGreaterThan(0)
}

function* cuts(bytes: Uint8Array, step = 1): Generator<[string, Uint8Array]> {
  for (let length = bytes.length - 1; length > 0; length -= step) yield [`${length} bytes`, bytes.subarray(0, length)]
}

describe.each([
  ['xlsx', HAND_MADE, 1],
  ['xlsb', written('xlsb'), 7],
  ['ods', written('ods'), 5],
])('an archive (%s)', (_, bytes, step) => {
  it('is refused wherever it is cut off', async () => {
    for (const [what, cut] of cuts(bytes, step)) expect([what, await rowsOrRefused(cut)]).toEqual([what, undefined])
  })

  it('says the same or is refused, whichever byte is changed', async () => {
    const changed = function* (): Generator<[string, Uint8Array]> {
      for (let at = 0; at < bytes.length; at += 3 * step) {
        const other = Uint8Array.from(bytes)
        other[at] = (other[at] ?? 0) ^ 0x11
        yield [`byte ${at}`, other]
      }
    }
    await expectAll(changed(), (await rowsOrRefused(bytes)) ?? [])
  })
})

describe.each([
  ['xlsx', HAND_MADE, 'xl/worksheets/sheet1.xml', 1],
  ['xlsx', HAND_MADE, 'xl/sharedStrings.xml', 1],
  ['xlsx', HAND_MADE, 'xl/styles.xml', 1],
  ['xlsx', HAND_MADE, 'xl/workbook.xml', 1],
  ['xlsx', HAND_MADE, 'xl/_rels/workbook.xml.rels', 1],
  ['ods', written('ods'), 'content.xml', 3],
  ['xlsb', written('xlsb'), 'xl/worksheets/sheet1.bin', 3],
  ['xlsb', written('xlsb'), 'xl/workbook.bin', 3],
])('in an archive that is right (%s)', (_, bytes, path, step) => {
  it(`${path} says the same or is refused, wherever it breaks off`, async () => {
    const parts = unzipSync(bytes)
    const cut = function* (): Generator<[string, Uint8Array]> {
      for (const [what, content] of cuts(parts[path] ?? Buffer.alloc(0), step)) {
        yield [what, zipOf({ ...parts, [path]: content }, { level: 0 })]
      }
    }
    await expectAll(cut(), (await rowsOrRefused(bytes)) ?? [])
  })
})

it('an old workbook says the same or is refused, wherever it is cut off', async () => {
  const bytes = written('biff8')
  await expectAll(cuts(bytes, 61), (await rowsOrRefused(bytes)) ?? [])
})

it.each(['customers.xlsx', 'customers.ods', 'customers.xls', 'customers-utf8.csv'])(
  'a source that fails while %s is read is an error of its own',
  async (name) => {
    const bytes = sample(name)
    const failure = new Error('the disk is gone')
    const failingAfter = (reads: number): ByteSource => ({
      size: bytes.length,
      read: async (start, end) => {
        if (reads-- <= 0) throw failure
        return Uint8Array.from(bytes.subarray(start, end))
      },
    })
    const whole = await rowsOrRefused(bytes)
    for (let reads = 0; reads < 100; reads++) {
      const outcome = await rowsOrRefused(failingAfter(reads)).catch((error: unknown) => error)
      if (outcome === failure) continue
      expect(outcome).toEqual(whole)
      expect(reads).toBeGreaterThan(0)
      return
    }
    throw new Error('the file was read in more than a hundred pieces')
  },
)

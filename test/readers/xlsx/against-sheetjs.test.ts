import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { utils, write, type CellObject } from 'xlsx'
import { FORMATS } from './any-cells.ts'
import { anyWorkbook } from './any-workbook.ts'
import { Ink } from './ink.ts'
import { readByScanner, readBySheetJs, scanned } from './reading.ts'

it('reads every cell as SheetJS does, and as it was meant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { bytes, sheets, hidden } = anyWorkbook(new Ink(g, true))
      const read = await readByScanner(bytes)
      expect(read).toEqual(sheets.map(({ name, rows }) => [name, rows]))
      expect(read).toEqual(await readBySheetJs(bytes))
      expect((await scanned(bytes)).hiddenSheets).toEqual(hidden)
    }),
    { numRuns: 100 },
  )
})

it('reads every cell as it was meant where SheetJS does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { bytes, sheets } = anyWorkbook(new Ink(g, false))
      expect(await readByScanner(bytes)).toEqual(sheets.map(({ name, rows }) => [name, rows]))
    }),
    { numRuns: 100 },
  )
})

/** Cells as SheetJS writes them, under any format. */
const anyObject: fc.Arbitrary<CellObject | null> = fc.oneof(
  fc.record({ t: fc.constant('s' as const), v: fc.string({ unit: 'grapheme' }) }),
  fc.record({ t: fc.constant('b' as const), v: fc.boolean() }),
  fc.record({ t: fc.constant('e' as const), v: fc.constantFrom(0x07, 0x17, 0x2a) }),
  fc.record({
    t: fc.constant('n' as const),
    v: fc.oneof(fc.integer({ min: 61, max: 2_900_000 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    z: fc.constantFrom(...FORMATS.flatMap(([code]) => (typeof code === 'string' ? [code] : []))),
  }),
  fc.constant(null),
)

it.each([true, false])(
  'reads every cell that SheetJS writes as SheetJS reads it (shared texts: %s)',
  async (bookSST) => {
    const anyTable = fc.array(fc.array(anyObject, { maxLength: 6 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTable, { minLength: 1, maxLength: 3 }), fc.boolean(), async (tables, date1904) => {
        const book = utils.book_new()
        tables.forEach((table, index) => utils.book_append_sheet(book, utils.aoa_to_sheet(table), `S ${index}`))
        book.Workbook = { WBProps: { date1904 } }
        const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', bookSST }) as Buffer)
        expect(await readByScanner(bytes)).toEqual(await readBySheetJs(bytes))
      }),
      { numRuns: 100 },
    )
  },
)

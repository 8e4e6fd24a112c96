import { expect, it } from '@jest/globals'
import fc from 'fast-check'
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
    { numRuns: 300 },
  )
})

it('reads every cell as it was meant where SheetJS does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { bytes, sheets } = anyWorkbook(new Ink(g, false))
      expect(await readByScanner(bytes)).toEqual(sheets.map(({ name, rows }) => [name, rows]))
    }),
    { numRuns: 300 },
  )
})

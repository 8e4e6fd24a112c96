import exceljs from 'exceljs'
import type { Read } from './reader.ts'

/** ExcelJS as a stream. Known of 4.4.0: it breaks characters where two pieces of the file meet. */
export const read: Read = async (path, see) => {
  const workbook = new exceljs.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  for await (const sheet of workbook) {
    for await (const row of sheet) {
      // Places count from 1: the first of the array is empty.
      const { values } = row
      if (Array.isArray(values)) see(values.slice(1))
    }
    return
  }
}

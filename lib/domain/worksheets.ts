/** What a worksheet of an XLSX file can hold. */

/** Characters of one cell. Source: ECMA-376, part 1, 22.9.2.19, and Excel's specifications and limits. */
export const MOST_CHARACTERS = 32_767
/** Rows of one sheet. Source: Excel's specifications and limits. */
export const MOST_ROWS = 1_048_576

/** A worksheet's name takes at most 31 characters and not all of them. */
export function worksheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, '_').slice(0, 31)
}

/** Numbers of the errors a cell may hold. Source: ECMA-376, part 1, 18.17.3 and [MS-XLS] 2.5.10. */
export const ERRORS: Readonly<Record<string, number>> = {
  '#NULL!': 0,
  '#DIV/0!': 7,
  '#VALUE!': 15,
  '#REF!': 23,
  '#NAME?': 29,
  '#NUM!': 36,
  '#N/A': 42,
}

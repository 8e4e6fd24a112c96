import { damaged, unreadable } from './refusals.ts'
import type { ReadWarning } from './workbook.ts'

/** What an import configuration takes as the name of a sheet; Excel itself takes 31 characters. */
const LONGEST_SHEET_NAME = 255

/**
 * The names of a file's worksheets, checked.
 * @throws Problem `unreadable-file` if two are the same, or one is too long to be chosen
 */
export function worksheetNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw damaged(`it has two worksheets named "${name}"`)
    if (name.length > LONGEST_SHEET_NAME)
      throw unreadable(
        'not-understood',
        `The name of the worksheet "${name.slice(0, 40)}…" is longer than ${LONGEST_SHEET_NAME} characters.`,
        'Give the worksheet a shorter name and upload the file again.',
      )
    seen.add(name)
  }
  return names
}

/** A warning for each hidden worksheet. */
export function hiddenSheetWarnings(hidden: readonly string[]): ReadWarning[] {
  return hidden.map((sheet) => ({ code: 'hidden-sheet', sheet, message: `The worksheet "${sheet}" is hidden.` }))
}

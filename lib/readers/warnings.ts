/**
 * Every warning that reading a file can give, by its stable code, with what to do about it. A warning never stops an
 * import and never leaves out a row: it names what a person should look at first. docs/warnings.md lists the same codes.
 */
export const WARNINGS = {
  'hidden-sheet': 'Its rows are kept. Unhide it, or choose another worksheet, if it is not meant to be imported.',
  'several-sheets': 'Copy all rows onto one worksheet, or import each worksheet as a file of its own.',
  'hidden-rows': 'They are imported like all others. Delete them, or clear the filter, if they are not meant.',
  'hidden-columns': 'They are read like all others. Leave them out of the field mapping if they are not meant.',
  'merged-cells': 'Only the top left cell has the value. Unmerge the cells and fill in the value in each row.',
  'merged-header': 'If the lower row still belongs to the column titles, choose it as the header row.',
  'repeated-header': 'Delete the repeated titles, or expect these rows to be rejected.',
  'duplicate-titles': 'Give each column a title of its own, or map the columns by the names shown here.',
  'blank-titles': 'Give these columns a title, or map them by the names shown here.',
  'blank-rows': 'Blank rows are left out. Check whether something was deleted by mistake.',
  'total-line': 'It counts as a row of data. Delete it in the file, or expect it to be rejected or assigned to nobody.',
  'note-line': 'It counts as a row of data. Delete it in the file, or expect it to be rejected or assigned to nobody.',
  'wide-sheet': 'Look for a stray value far to the right of the table, and delete it.',
  'uneven-rows': 'Check these rows: perhaps a delimiter stands inside a value without quotation marks.',
  'formula-errors': 'Correct the formulas, or expect these cells to be rejected.',
  'uncalculated-formulas': 'Open the file in your spreadsheet program and save it, so that it stores the values.',
  percent: 'The number itself is imported: 0.19 where 19 % is shown. Multiply the column by 100 if that is meant.',
  'long-numbers': 'Format the column as text before the numbers are entered or exported.',
  'lost-zeros': 'Format the column as text, and fill in the zeros that are missing.',
  'scientific-numbers': 'Export the column anew, formatted as text or as a whole number.',
  'hash-signs': 'Make the column wider in the program that exports it, and export it anew.',
  'cut-texts': 'Compare one of these texts with its origin. If its end is missing, export the column in another way.',
  'mixed-encoding': 'Export the file anew as UTF-8, or correct these texts.',
  'zero-bytes': 'Export the file anew without them; some programs fill up short texts with zero bytes.',
  'serial-dates': 'Format these cells as dates.',
  'implausible-dates': 'Check these dates: a wrong base year (1904) or a two-digit year may have moved them.',
  'impossible-dates': 'Correct these dates, or expect these cells to be rejected.',
  'dates-among-texts': 'Check these cells: spreadsheets turn phone numbers, ratios and codes into dates.',
  'dates-as-text': 'Turn them into real dates, or check that the order of day and month is right.',
  'mixed-date-orders': 'Only one order is used for the file. Turn the other dates into real dates or the same order.',
  'time-zones': 'Times are taken as they are written, without moving them to another time zone.',
  'numbers-as-text': 'Turn them into real numbers, or check that the decimal sign is right.',
} as const satisfies Readonly<Record<string, string>>

export type WarningCode = keyof typeof WARNINGS

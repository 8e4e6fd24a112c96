import type { WarningCode } from '../warnings.ts'
import type { CellRange, ReadWarning, SheetNotes, Workbook } from '../workbook.ts'
import { columnWarnings, mixedOrders } from './column-warnings.ts'
import type { NamedTally } from './columns.ts'
import { columnLetters, titles } from './names.ts'
import { namedColumns, type SheetScan } from './scan.ts'
import { remarksAtEnd } from './totals.ts'
import { WARNINGS } from '../warnings.ts'

/** At most so many warnings of one code; the last one then says how many more there are. */
const PER_CODE = 20
/** More columns than this are suspicious if most have no title. */
const WIDE = 50
const NAMED_COLUMNS = 5

/** Everything about the file and its chosen sheet that a person should look at, with what to do about it. */
export function warningsOf(workbook: Workbook, scan: SheetScan): ReadWarning[] {
  const columns = namedColumns(scan)
  const { name } = scan
  const own = [
    ...hiddenSheets(workbook),
    ...fromNotes(scan, workbook.notes(name), columns),
    ...titleWarnings(scan, workbook.format === 'csv' ? columns.slice(0, scan.names.length) : columns),
    ...rowWarnings(scan, workbook.format === 'csv'),
    ...columns.flatMap((column) => columnWarnings(name, column)),
    ...mixedOrders(name, columns),
  ]
  const said = new Set(workbook.warnings.map(({ code, sheet }) => `${code} ${sheet ?? ''}`))
  return capped([...workbook.warnings, ...own.filter(({ code, sheet }) => !said.has(`${code} ${sheet ?? ''}`))]).map(
    (warning) => ({ ...warning, advice: WARNINGS[warning.code] }),
  )
}

function capped(warnings: readonly ReadWarning[]): ReadWarning[] {
  const counts = new Map<WarningCode, number>()
  for (const { code } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1)
  const seen = new Map<WarningCode, number>()
  return warnings.flatMap((warning) => {
    const at = (seen.get(warning.code) ?? 0) + 1
    seen.set(warning.code, at)
    const more = (counts.get(warning.code) ?? 0) - PER_CODE
    if (at > PER_CODE) return []
    return [
      at === PER_CODE && more > 0 ? { ...warning, message: `${warning.message} (and ${more} more like it)` } : warning,
    ]
  })
}

function hiddenSheets(workbook: Workbook): ReadWarning[] {
  return workbook.hiddenSheets
    .filter((sheet) => workbook.sheetNames.includes(sheet))
    .map((sheet) => ({ code: 'hidden-sheet', sheet, message: `The worksheet "${sheet}" is hidden.` }))
}

function fromNotes(scan: SheetScan, notes: SheetNotes, columns: readonly NamedTally[]): ReadWarning[] {
  const { name: sheet } = scan
  const headerRow = scan.header?.row ?? 0
  const warnings: ReadWarning[] = []
  const data = notes.merges.filter(({ top }) => top > headerRow)
  const [first] = data
  if (first)
    warnings.push({
      code: 'merged-cells',
      sheet,
      row: first.top,
      message: `Cells are merged (${timesText(data.length)}, first ${rangeText(first)}).`,
    })
  const reaching = notes.merges.find(({ top, bottom }) => top <= headerRow && bottom > headerRow)
  if (reaching)
    warnings.push({
      code: 'merged-header',
      sheet,
      row: headerRow,
      message: `The title in ${rangeText(reaching)} reaches below the header row ${headerRow}.`,
    })
  if (notes.hiddenRows) {
    const { count, first: row } = notes.hiddenRows
    warnings.push({
      code: 'hidden-rows',
      sheet,
      row,
      message: `${rowsText(count, row)} hidden; what is hidden is read too.`,
    })
  }
  const hidden = columns.filter(({ index, tally }) => notes.hiddenColumns.includes(index) && tally.filled > 0)
  if (hidden[0])
    warnings.push({
      code: 'hidden-columns',
      sheet,
      column: hidden[0].name,
      message: `${columnsText(hidden)} hidden; what is hidden is read too.`,
    })
  const percent = columns.filter(
    ({ index, tally }) => notes.percentColumns.includes(index) && tally.numbers !== undefined,
  )
  if (percent[0])
    warnings.push({
      code: 'percent',
      sheet,
      column: percent[0].name,
      message: `${columnsText(percent)} shown as percent: the cells hold ${percent[0].tally.numbers?.example ?? ''}, not the number with the sign.`,
    })
  if (notes.uncalculated) {
    const { count, row, column } = notes.uncalculated
    warnings.push({
      code: 'uncalculated-formulas',
      sheet,
      row,
      column: columns[column]?.name ?? columnLetters(column),
      message: `${count === 1 ? 'A formula has' : `${count} formulas have`} no stored value and read as empty.`,
    })
  }
  return warnings
}

function titleWarnings({ name: sheet, header }: SheetScan, columns: readonly NamedTally[]): ReadWarning[] {
  if (!header) return []
  const { row } = header
  const given = titles(header.cells, header.above)
  const seen = new Set<string>()
  const warnings = columns.flatMap(({ name, index }): ReadWarning[] => {
    const title = given[index] ?? ''
    if (title === '' || !seen.has(title)) {
      seen.add(title)
      return []
    }
    const message = `More than one column has the title "${title}"; this one is called "${name}".`
    return [{ code: 'duplicate-titles', sheet, row, column: name, message }]
  })
  const blank = columns.filter(({ index, tally }) => (given[index] ?? '') === '' && tally.filled > 0)
  if (!blank[0]) return warnings
  const message = `${blank.length === 1 ? 'A column' : `${blank.length} columns`} with values ${blank.length === 1 ? 'has' : 'have'} no title: ${listed(blank)}.`
  return [...warnings, { code: 'blank-titles', sheet, row, column: blank[0].name, message }]
}

function rowWarnings(scan: SheetScan, isText: boolean): ReadWarning[] {
  const { name: sheet, findings, strays } = scan
  const { wider, blank, 'repeated-header': repeated } = findings
  const warnings: ReadWarning[] = []
  if (isText && wider) {
    const rows = wider.count === 1 ? `Row ${wider.row} has` : `${wider.count} rows (first row ${wider.row}) have`
    warnings.push({ code: 'uneven-rows', sheet, row: wider.row, message: `${rows} more fields than the header.` })
  }
  if (!isText && scan.columns > WIDE && scan.columns > 2 * scan.names.length)
    warnings.push({
      code: 'wide-sheet',
      sheet,
      row: scan.widest,
      message: `The header has ${scan.names.length} columns, but row ${scan.widest} reaches to column ${columnLetters(scan.columns - 1)}.`,
    })
  if (repeated)
    warnings.push({
      code: 'repeated-header',
      sheet,
      row: repeated.row,
      message: `The titles stand again ${repeated.count === 1 ? `in row ${repeated.row}` : `in ${repeated.count} rows, first in row ${repeated.row}`}.`,
    })
  if (blank)
    warnings.push({
      code: 'blank-rows',
      sheet,
      row: blank.row,
      message: `${blank.count === 1 ? `Row ${blank.row}, between rows of data, is` : `${blank.count} rows between rows of data (first row ${blank.row}) are`} blank.`,
    })
  for (const [index, { row, why }] of strays.first.entries()) {
    const more = strays.totals - strays.first.length
    const others = index === strays.first.length - 1 && more > 0 ? ` (and ${more} more like it)` : ''
    warnings.push({ code: 'total-line', sheet, row, message: `Row ${row} looks like a total: ${why}${others}.` })
  }
  for (const { row, why } of remarksAtEnd(strays))
    warnings.push({ code: 'note-line', sheet, row, message: `Row ${row} looks like a remark below the table: ${why}.` })
  return warnings
}

function rangeText({ top, left, bottom, right }: CellRange): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`
}

function timesText(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function rowsText(count: number, first: number): string {
  return count === 1 ? `Row ${first} is` : `${count} rows (first row ${first}) are`
}

function columnsText(columns: readonly NamedTally[]): string {
  return columns.length === 1
    ? `The column ${listed(columns)} is`
    : `${columns.length} columns (${listed(columns)}) are`
}

function listed(columns: readonly NamedTally[]): string {
  const names = columns.slice(0, NAMED_COLUMNS).map(({ name }) => `"${name}"`)
  return [...names, ...(columns.length > NAMED_COLUMNS ? ['…'] : [])].join(', ')
}

import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import { bytesInMemory } from '../../lib/readers/bytes.ts'
import { isBlankRow, type SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { openWithSheetJs } from '../../lib/readers/sheetjs/open.ts'
import { sniff } from '../../lib/readers/sniff.ts'
import { CSV_SHEET, type Workbook } from '../../lib/readers/workbook.ts'
import type { Reading, ReadRequest, SheetReading } from './readings.ts'
import { readWithSheetJs } from './sheetjs-oracle.ts'

const STATUS = '/proc/self/status'

// A process of its own, so that a reader that hangs or dies takes nothing with it.
const readers = { ours, oracle }
const read = process.argv[2] === 'oracle' ? readers.oracle : readers.ours

process.on('message', (request: ReadRequest) => {
  void answer(request).then((reading) => process.send?.(reading))
})

async function answer(request: ReadRequest): Promise<Reading> {
  try {
    return await read(request)
  } catch (error) {
    if (!(error instanceof Problem))
      return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    const reason = error.details?.reason
    return {
      kind: 'refused',
      code: error.code,
      reason: typeof reason === 'string' ? reason : '',
      message: error.message,
    }
  }
}

async function ours({ path }: ReadRequest): Promise<Reading> {
  return everything(await openWorkbook(await readFile(path)))
}

async function oracle({ path, encoding, delimiter }: ReadRequest): Promise<Reading> {
  const bytes = await readFile(path)
  const source = bytesInMemory(bytes)
  const format = await sniff(source)
  switch (format) {
    case 'xlsx':
    case 'xlsb':
    case 'xls':
      return everything(await openWithSheetJs(source, format))
    case 'ods':
    case 'fods':
    case 'spreadsheetml':
      return { kind: 'read', format, ...readWithSheetJs(bytes), megabytes: megabytes() }
    case 'csv': {
      const rows = textRows(new TextDecoder(encoding).decode(bytes), delimiter)
      return { kind: 'read', format, sheets: [{ name: CSV_SHEET, rows }], hiddenSheets: [], megabytes: megabytes() }
    }
  }
}

async function everything(workbook: Workbook): Promise<Reading> {
  const sheets: SheetReading[] = []
  for (const name of workbook.sheetNames) sheets.push({ name, rows: await Array.fromAsync(workbook.rows(name)) })
  const { format, encoding, delimiter, hiddenSheets } = workbook
  return { kind: 'read', format, encoding, delimiter, sheets, hiddenSheets, megabytes: megabytes() }
}

function textRows(text: string, delimiter: string | undefined): SheetRow[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiter ?? '' })
  return data
    .map((fields, index) => ({
      row: index + 1,
      cells: withoutTail(fields.map((field) => (field === '' ? null : field))),
    }))
    .filter(({ cells }) => !isBlankRow(cells))
}

function withoutTail(cells: (string | null)[]): (string | null)[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)
}

/** Where there is no /proc, the peak may be that of the process that started this one. */
function megabytes(): number {
  const kilobytes = existsSync(STATUS) ? /^VmHWM:\s*(\d+)/m.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined
  return Math.round(Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024)
}

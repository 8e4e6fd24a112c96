import { join } from 'node:path'
import { runProgram } from '../processes.ts'
import { convert } from './files/libreoffice.ts'
import type { MadeKind } from './files/kinds.ts'
import type { ReaderName } from './readers/readers.ts'
import type { Typing } from './tallies.ts'
import type { MakerTask } from './tasks.ts'

/** One kind of file, and who reads it. */
export interface Case {
  readonly name: string
  readonly ending: string
  /** Who writes it, where there is LibreOffice and where there is none; undefined: then it is left out. */
  readonly by: { readonly libreOffice: boolean; readonly otherwise: MadeKind | undefined }
  /** More rows than this are not asked of the format, or of those who read and write it as a whole. */
  readonly maxRows: number
  readonly typing: Typing
  /** The first is ours. */
  readonly readers: readonly ReaderName[]
  readonly floors: readonly ReaderName[]
}

/** Readers that hold the sheet as a whole are not tried with more rows: they would need many gigabytes. */
export const WHOLE_FILE_ROWS = 200_000
export const WHOLE_FILE_READERS: ReadonlySet<ReaderName> = new Set(['sheetjs', 'read-excel-file'])

/** Excel's own limit, less the header. */
const XLSX_ROWS = 1_048_575
/** LibreOffice needs minutes and gigabytes for more. */
const LIBREOFFICE_ROWS = 100_000
/** Below the 65,536 that the format has. */
const XLS_ROWS = 60_000

const XLSX = {
  ending: 'xlsx',
  typing: 'typed',
  readers: ['muster', 'sheetjs', 'exceljs', 'read-excel-file'],
  floors: ['inflate', 'read'],
} as const

export const CASES: readonly Case[] = [
  {
    ...XLSX,
    name: 'xlsx-shared',
    by: { libreOffice: false, otherwise: 'xlsx-shared' },
    maxRows: XLSX_ROWS,
  },
  {
    ...XLSX,
    name: 'xlsx-inline',
    by: { libreOffice: false, otherwise: 'xlsx-inline' },
    maxRows: XLSX_ROWS,
  },
  {
    ...XLSX,
    name: 'xlsx-libreoffice',
    by: { libreOffice: true, otherwise: undefined },
    maxRows: LIBREOFFICE_ROWS,
  },
  {
    name: 'ods',
    ending: 'ods',
    by: { libreOffice: true, otherwise: 'ods' },
    maxRows: LIBREOFFICE_ROWS,
    typing: 'typed',
    readers: ['muster', 'sheetjs'],
    floors: ['inflate', 'read'],
  },
  {
    name: 'xls',
    ending: 'xls',
    by: { libreOffice: true, otherwise: undefined },
    maxRows: XLS_ROWS,
    typing: 'typed',
    readers: ['muster', 'sheetjs'],
    floors: ['read'],
  },
  {
    name: 'csv',
    ending: 'csv',
    by: { libreOffice: false, otherwise: 'csv' },
    maxRows: Infinity,
    typing: 'text',
    readers: ['muster', 'papaparse', 'csv-parse'],
    floors: ['decode', 'read'],
  },
]

const MAKER = join(import.meta.dirname, 'maker.ts')

export interface Making {
  readonly folder: string
  readonly rows: number
  readonly columns: number
  /** Whether LibreOffice is there. */
  readonly libreOffice: boolean
  /** After so many seconds a file that is not finished is given up. */
  readonly seconds: number
}

export interface MadeFile {
  readonly path: string
  readonly writtenBy: string
}

/**
 * Writes the file of a case. LibreOffice is given an OpenDocument sheet, because only there it takes booleans for what they are.
 * @returns undefined where only LibreOffice could write it and is not there
 */
export async function makeFile({ name, ending, by }: Case, making: Making): Promise<MadeFile | undefined> {
  const path = join(making.folder, `${name}-${making.rows}x${making.columns}.${ending}`)
  if (by.libreOffice && making.libreOffice) {
    const source = await make('ods', join(making.folder, `source-${making.rows}x${making.columns}.ods`), making)
    await convert(source, path, making.seconds)
    return { path, writtenBy: 'LibreOffice' }
  }
  if (by.otherwise === undefined) return undefined
  return { path: await make(by.otherwise, path, making), writtenBy: 'bench/read/files' }
}

async function make(kind: MadeKind, path: string, { rows, columns, seconds }: Making): Promise<string> {
  await runProgram<MakerTask>(MAKER, { task: { kind, path, rows, columns }, seconds })
  return path
}

import { writeCsv } from './csv.ts'
import { writeOds } from './ods.ts'
import { writeXlsx } from './xlsx.ts'

/** The kinds of files that the benchmark writes by hand. */
export const KINDS = {
  'xlsx-shared': (path: string, rows: number, columns: number) => writeXlsx(path, rows, columns, 'shared'),
  'xlsx-inline': (path: string, rows: number, columns: number) => writeXlsx(path, rows, columns, 'inline'),
  ods: writeOds,
  csv: writeCsv,
} as const

export type MadeKind = keyof typeof KINDS

import type { Floor, Read } from './reader.ts'

type Loaded = { readonly read: Read } | { readonly floor: Floor }

/** Every reader by name. Loaded when it is needed, so that none carries the memory of another. */
export const READERS = {
  muster: () => import('./muster.ts'),
  sheetjs: () => import('./sheetjs.ts'),
  exceljs: () => import('./exceljs.ts'),
  'read-excel-file': () => import('./read-excel-file.ts'),
  papaparse: () => import('./papaparse.ts'),
  'csv-parse': () => import('./csv-parse.ts'),
  nothing: () => import('./nothing.ts'),
  read: () => import('./bytes.ts'),
  decode: () => import('./decode.ts'),
  inflate: () => import('./inflate.ts'),
} as const satisfies Readonly<Record<string, () => Promise<Loaded>>>

export type ReaderName = keyof typeof READERS

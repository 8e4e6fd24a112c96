import { readFileSync } from 'node:fs'
import { utils, write, type BookType, type WorkSheet } from 'xlsx'
import type { SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'

/** The bytes of a file in `samples/`. */
export function sample(name: string): Uint8Array {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url))
}

/** A workbook written by SheetJS from worksheets by name. */
export function workbookBytes(
  sheets: Record<string, WorkSheet>,
  bookType: BookType = 'xlsx',
  change?: (book: ReturnType<typeof utils.book_new>) => void,
): Uint8Array {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  change?.(book)
  return new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }) as Buffer)
}

export async function allRows(workbook: Workbook, sheet: string = workbook.sheetNames[0] ?? ''): Promise<SheetRow[]> {
  return Array.fromAsync(workbook.rows(sheet))
}

/** The problem that a piece of work ends with; anything else fails the test. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('no problem was raised')
}

export const text = (content: string): Uint8Array => new TextEncoder().encode(content)

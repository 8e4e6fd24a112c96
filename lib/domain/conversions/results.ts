import type { FieldValue } from '../records.ts'

/** What became of a cell. `code` is stable, `message` an English sentence about the cell's text. */
export type Conversion =
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'empty' }
  | { readonly kind: 'invalid'; readonly code: string; readonly message: string }

export const value = (converted: FieldValue): Conversion => ({ kind: 'value', value: converted })

export const invalid = (code: string, message: string): Conversion => ({ kind: 'invalid', code, message })

export const EMPTY: Conversion = { kind: 'empty' }

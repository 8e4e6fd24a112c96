import type { SheetRow } from '../../lib/domain/cells.ts'
import type { FileFormat } from '../../lib/readers/workbook.ts'

/** Who reads: our reader, or SheetJS (for texts: papaparse) as the oracle. */
export type ReaderName = 'ours' | 'oracle'

/** What a file is asked for. The oracle of a text is told how ours took it: what it checks are the fields. */
export interface ReadRequest {
  readonly path: string
  readonly encoding?: string
  readonly delimiter?: string
}

export interface SheetReading {
  readonly name: string
  readonly rows: readonly SheetRow[]
}

/** Everything a reader says about a file. */
export type Reading =
  | {
      readonly kind: 'read'
      readonly format: FileFormat
      readonly encoding?: string
      readonly delimiter?: string
      readonly sheets: readonly SheetReading[]
      readonly hiddenSheets: readonly string[]
      /** Peak of the process so far. */
      readonly megabytes: number
    }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string; readonly message: string }
  /** An error that is no refusal, a process that died, or one that was ended. */
  | { readonly kind: 'failed'; readonly message: string }

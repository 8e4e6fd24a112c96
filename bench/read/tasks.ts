import { z } from 'zod'
import type { MadeKind } from './files/kinds.ts'
import type { ReaderName } from './readers/readers.ts'
import type { Typing } from './tallies.ts'

/** What the processes of this benchmark are told, and what they answer. Only who asks checks it: they stay small. */

/** One reading. `compare` holds every cell against what was made instead of measuring. */
export interface ReadingTask {
  readonly reader: ReaderName
  readonly path: string
  readonly compare: boolean
  readonly rows: number
  readonly columns: number
  readonly typing: Typing
}

export interface MakerTask {
  readonly kind: MadeKind
  readonly path: string
  readonly rows: number
  readonly columns: number
}

export const measured = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakRssMb: z.number(),
  /** Bytes that a floor gave. */
  bytes: z.number().optional(),
  rows: z.number().optional(),
  cells: z.number().optional(),
  checksum: z.number().optional(),
})
export type Measured = z.infer<typeof measured>

export const compared = z.object({
  rows: z.number(),
  cells: z.number(),
  checksum: z.number(),
  wrong: z.number(),
  rowsMore: z.number(),
  example: z.string().optional(),
})
export type Compared = z.infer<typeof compared>

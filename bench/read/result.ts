import type { BenchResult } from '../frame.ts'
import type { MeasuredCase } from './measuring.ts'
import type { MemoryGrowth } from './ratios.ts'

/** The document of `read`. */
export interface ReadResult extends BenchResult {
  /** The case that `seconds`, `cpuSeconds`, `peakRssMb` and the floors speak of. */
  readonly primary: { readonly case: string; readonly rows: number }
  readonly columns: number
  /** Node with nothing but this benchmark's own code; every peak holds it. */
  readonly bareNodeRssMb: number
  readonly memoryGrowth: MemoryGrowth | null
  readonly smallHeap: readonly SmallHeap[]
  readonly cases: readonly MeasuredCase[]
  /** Cases that could not be made, and why. */
  readonly leftOut: readonly { readonly case: string; readonly reason: string }[]
}

/** One reading of ours in a heap in which little fits. */
export interface SmallHeap {
  readonly case: string
  readonly rows: number
  readonly heapMb: number
  readonly finished: boolean
  readonly seconds?: number
  readonly cpuSeconds?: number
  readonly peakRssMb?: number
  readonly failure?: string
}

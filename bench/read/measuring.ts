import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ProcessFailure, runProgram } from '../processes.ts'
import { WHOLE_FILE_READERS, WHOLE_FILE_ROWS, type Case, type MadeFile } from './cases.ts'
import type { ReaderName } from './readers/readers.ts'
import { compared, measured, type Compared, type Measured, type ReadingTask } from './tasks.ts'

const CHILD = join(import.meta.dirname, 'child.ts')

/** What all runs of one reader over one file gave. Times are the least of them: what disturbs, only ever adds. */
export interface Reading {
  readonly reader: ReaderName
  readonly isFloor: boolean
  readonly runs: number
  readonly seconds: number
  readonly cpuSeconds: number
  /** The most of all runs. */
  readonly peakRssMb: number
  readonly cpuSecondsOfRuns: readonly number[]
  /** Bytes that a floor gave. */
  readonly bytes?: number | undefined
  readonly rows?: number | undefined
  readonly cells?: number | undefined
  /** Cells that differ from what was made, among them those of rows missing or too many. */
  readonly wrong?: number | undefined
  readonly example?: string | undefined
}

/** A reader that gave no result, or was not tried, and why. */
export interface NoReading {
  readonly reader: ReaderName
  readonly failure: string
}

export interface MeasuredCase {
  readonly case: string
  readonly rows: number
  readonly columns: number
  readonly bytes: number
  readonly writtenBy: string
  readonly readings: readonly Reading[]
  readonly failures: readonly NoReading[]
}

export interface Plan {
  readonly rows: number
  readonly columns: number
  readonly runs: number
  /** Heap of every process; undefined: Node's own choice. */
  readonly heapMb: number | undefined
  /** One process may take this long. */
  readonly timeout: number
  /** No further round is begun after so many seconds; each reader is measured at least once. */
  readonly budget: number
}

/**
 * Measures all readers and floors of a case over the same file, each time in a process of its own. They take turns, and
 * every second round goes backwards, so that no reader always comes after the same one.
 */
export async function measureCase(
  kind: Case,
  { path, writtenBy }: MadeFile,
  plan: Plan,
  say: (line: string) => void,
): Promise<MeasuredCase> {
  const began = performance.now()
  const results = new Map<ReaderName, Measured[]>()
  const failures = new Map<ReaderName, string>()
  for (const reader of [...kind.floors, ...kind.readers]) {
    if (plan.rows > WHOLE_FILE_ROWS && WHOLE_FILE_READERS.has(reader))
      failures.set(reader, `not tried with more than ${WHOLE_FILE_ROWS} rows`)
    else results.set(reader, [])
  }
  const task = (reader: ReaderName, compare: boolean): ReadingTask => ({ reader, path, compare, ...plan, ...kind })
  for (let round = 0; round < plan.runs; round++) {
    if (round > 0 && (performance.now() - began) / 1000 > plan.budget) {
      say(`  ${round} of ${plan.runs} rounds, for want of time`)
      break
    }
    const turns = [...results.keys()]
    for (const reader of round % 2 === 0 ? turns : turns.toReversed()) {
      try {
        const one = await measureOnce(task(reader, false), plan)
        results.get(reader)?.push(one)
        say(
          `  ${reader} ${one.seconds.toFixed(2)} s, CPU ${one.cpuSeconds.toFixed(2)} s, ${Math.round(one.peakRssMb)} MB`,
        )
      } catch (error) {
        if (!(error instanceof ProcessFailure)) throw error
        say(`  ${reader}: ${error.message}`)
        failures.set(reader, error.message)
        results.delete(reader)
      }
    }
  }
  const readings: Reading[] = []
  for (const [reader, runs] of results) {
    const isFloor = kind.floors.includes(reader)
    try {
      const comparison = isFloor ? undefined : await compare(task(reader, true), plan)
      readings.push(readingOf(reader, isFloor, runs, comparison, plan.columns))
    } catch (error) {
      if (!(error instanceof ProcessFailure)) throw error
      failures.set(reader, `while its cells were compared: ${error.message}`)
    }
  }
  return {
    case: kind.name,
    rows: plan.rows,
    columns: plan.columns,
    bytes: (await stat(path)).size,
    writtenBy,
    readings,
    failures: Array.from(failures, ([reader, failure]) => ({ reader, failure })),
  }
}

/** One reading in a process of its own. @throws ProcessFailure if it fails */
export async function measureOnce(task: ReadingTask, { heapMb, timeout }: Pick<Plan, 'heapMb' | 'timeout'>) {
  return measured.parse(await runProgram(CHILD, { task: reduced(task), heapMb, seconds: timeout }))
}

/** Comparing needs memory and time of its own: it is done without a limit of the heap. */
async function compare(task: ReadingTask, { timeout }: Plan): Promise<Compared> {
  return compared.parse(await runProgram(CHILD, { task: reduced(task), seconds: timeout * 2 }))
}

/** The task alone, without what else lies in the objects it was put together from. */
function reduced({ reader, path, compare, rows, columns, typing }: ReadingTask): ReadingTask {
  return { reader, path, compare, rows, columns, typing }
}

function readingOf(
  reader: ReaderName,
  isFloor: boolean,
  runs: readonly Measured[],
  comparison: Compared | undefined,
  columns: number,
): Reading {
  const times = runs.map(({ cpuSeconds }) => cpuSeconds)
  const [first] = runs
  const differs = runs.find(
    ({ rows, cells, checksum }) =>
      comparison !== undefined &&
      (rows !== comparison.rows || cells !== comparison.cells || checksum !== comparison.checksum),
  )
  if (differs) throw new ProcessFailure('it gave other values than while it was measured')
  return {
    reader,
    isFloor,
    runs: runs.length,
    seconds: Math.min(...runs.map(({ seconds }) => seconds)),
    cpuSeconds: Math.min(...times),
    peakRssMb: Math.max(...runs.map(({ peakRssMb }) => peakRssMb)),
    cpuSecondsOfRuns: times,
    ...(isFloor ? { bytes: first?.bytes } : { rows: first?.rows, cells: first?.cells }),
    ...(comparison && {
      wrong: comparison.wrong + Math.max(0, -comparison.rowsMore) * columns,
      example: rowsText(comparison.rowsMore) ?? comparison.example,
    }),
  }
}

function rowsText(rowsMore: number): string | undefined {
  if (rowsMore === 0) return undefined
  return rowsMore > 0 ? `${rowsMore} rows too many` : `${-rowsMore} rows missing`
}

import { wholeNumber, type BenchResult, type OptionValues } from '../frame.ts'
import { peakRssMb } from '../processes.ts'
import { rounded } from '../read/ratios.ts'
import { versions } from '../versions.ts'
import { median, type Taken } from './taken.ts'

export const STORES_OPTIONS = {
  rows: { type: 'string', default: '100000' },
  users: { type: 'string', default: '100' },
  runs: { type: 'string', default: '3' },
} as const

export const STORES_USAGE = `    --rows N         records of the company (100000)
    --users N        users they belong to (100)
    --runs N         how often everything is measured; the median counts (3)`

export interface Size {
  readonly rows: number
  readonly users: number
  readonly runs: number
}

/** @throws UsageError */
export function readSize(values: OptionValues): Size {
  return {
    rows: wholeNumber('rows', values['rows'], 1),
    users: wholeNumber('users', values['users'], 1),
    runs: wholeNumber('runs', values['runs'], 1),
  }
}

/** The document of a benchmark over the stores: what is promised is in `ratios`, and all runs are in `measured`. */
export interface StoresResult extends BenchResult {
  readonly runs: number
  readonly measured: Readonly<Record<string, readonly Taken[]>>
}

/** Something measured, and the floor it is held against, both by their names in `measured`. */
export interface Comparison {
  readonly ratio: string
  readonly of: string
  readonly to: string
}

interface Measurements {
  readonly name: string
  readonly size: Size
  readonly measured: Readonly<Record<string, readonly Taken[]>>
  /** Names of `measured` that are floors. */
  readonly floors: readonly string[]
  /** The first is what the benchmark is about: `seconds` and `cpuSeconds` are of it. */
  readonly comparisons: readonly [Comparison, ...Comparison[]]
}

export async function resultOf({ name, size, measured, floors, comparisons }: Measurements): Promise<StoresResult> {
  const medianOf = (one: string) => median(measured[one] ?? [])
  const ours = medianOf(comparisons[0].of)
  return {
    name,
    rows: size.rows,
    users: size.users,
    runs: size.runs,
    seconds: rounded(ours.seconds),
    cpuSeconds: rounded(ours.cpuSeconds),
    peakRssMb: rounded(await peakRssMb()),
    floors: Object.fromEntries(floors.map((floor) => [`${floor}Seconds`, rounded(medianOf(floor).seconds)])),
    ratios: Object.fromEntries(
      comparisons.map(({ ratio, of, to }) => [ratio, rounded(ratioOf(measured[of] ?? [], measured[to] ?? []))]),
    ),
    measured,
    versions: versions(['@aws-sdk/client-dynamodb', '@aws-sdk/client-s3', 'dynalite', 'aws-local-stepfunctions'], {}),
  }
}

/**
 * How many times the other's time something took, both measured once in each round: the ratio of the round in the middle. What
 * else the machine does changes from round to round more than within one.
 */
function ratioOf(ours: readonly Taken[], floor: readonly Taken[]): number {
  const ratios = ours.map(({ seconds, cpuSeconds }, round) => ({
    seconds: seconds / (floor[round]?.seconds ?? Number.NaN),
    cpuSeconds,
  }))
  return median(ratios).seconds
}

/** The result for people. */
export function storesTable({
  rows,
  users,
  runs,
  measured,
  ratios,
  peakRssMb: peak,
  versions: made,
}: StoresResult): string {
  const widest = Math.max(...[...Object.keys(measured), ...Object.keys(ratios)].map((name) => name.length))
  return [
    `${rows.toLocaleString('en')} records of ${users.toLocaleString('en')} users, median of ${runs}`,
    ...Object.entries(measured).map(([name, all]) => {
      const { seconds, cpuSeconds } = median(all)
      return `  ${name.padEnd(widest)}  ${seconds.toFixed(2)} s   CPU ${cpuSeconds.toFixed(2)} s`
    }),
    ...Object.entries(ratios).map(([name, ratio]) => `  ${name.padEnd(widest)}  ${ratio?.toFixed(2)}x`),
    `Memory of the whole process, database and storage included: ${Math.round(peak)} MB.`,
    `Node ${made['node']}, ${made['processors']}.`,
  ].join('\n')
}

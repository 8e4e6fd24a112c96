import type { ParseArgsConfig } from 'node:util'

/** What every benchmark is: options of its own, a run, and a table for people. */
export interface Bench<Result extends BenchResult = BenchResult> {
  /** One line for the list of benchmarks. */
  readonly summary: string
  /** Lines of help about the options below. */
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /**
   * Measures.
   * @param values what the command line says, as `util.parseArgs` gives it
   * @param say tells people how far it is
   * @throws UsageError if the values cannot be understood
   */
  run(values: OptionValues, say: (line: string) => void): Promise<Result>
  table(result: Result): string
}

export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** The document that `--json` prints. Every benchmark has these keys, and may have more. */
export interface BenchResult {
  readonly name: string
  /** Rows of data and distinct users of the largest file or company that was measured. */
  readonly rows: number
  readonly users: number
  /** What Muster needed: time on the clock, time on processors, and the most memory of a process. */
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakRssMb: number
  /** The least that any program needs for the same, measured in the same run. */
  readonly floors: Readonly<Record<string, number | null>>
  /** `null` where the run left out what the ratio compares with. */
  readonly ratios: Readonly<Record<string, number | null>>
  readonly versions: Readonly<Record<string, string>>
}

/** Thrown for a command line that cannot be understood. */
export class UsageError extends Error {}

/** A whole number of at least `least` from the command line. */
export function wholeNumber(name: string, text: unknown, least: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  throw new UsageError(`--${name} takes whole numbers from ${least}, not "${String(text)}"`)
}

/** The values of an option that takes a list with commas. */
export function listed(text: unknown): string[] {
  return String(text)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

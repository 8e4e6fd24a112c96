/** What one run took: time on the clock, and on processors, of this whole process with database and storage in it. */
export interface Taken {
  readonly seconds: number
  readonly cpuSeconds: number
}

const MILLION = 1_000_000

/** Runs something once, and says what it took. */
export async function taking(work: () => Promise<unknown>): Promise<Taken> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { seconds, cpuSeconds: (user + system) / MILLION }
}

/** The run in the middle, by time; of an even number, the slower of the two. */
export function median(runs: readonly Taken[]): Taken {
  const [...sorted] = runs.toSorted((one, other) => one.seconds - other.seconds)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new RangeError('There is no median of no runs.')
  return middle
}

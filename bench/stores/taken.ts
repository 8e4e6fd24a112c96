/** What one run took: time on the clock, and on processors, of this whole process with database and storage in it. */
export interface Taken {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** A moment: the same since this process began. */
export type Mark = Taken

const MILLION = 1_000_000

export function mark(): Mark {
  const { user, system } = process.cpuUsage()
  return { seconds: performance.now() / 1000, cpuSeconds: (user + system) / MILLION }
}

export function between(from: Mark, to: Mark): Taken {
  return { seconds: to.seconds - from.seconds, cpuSeconds: to.cpuSeconds - from.cpuSeconds }
}

/** Runs something once, and says what it took. */
export async function taking(work: () => Promise<unknown>): Promise<Taken> {
  const from = mark()
  await work()
  return between(from, mark())
}

/** The run in the middle, by time; of an even number, the slower of the two. */
export function median(runs: readonly Taken[]): Taken {
  const [...sorted] = runs.toSorted((one, other) => one.seconds - other.seconds)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new RangeError('There is no median of no runs.')
  return middle
}

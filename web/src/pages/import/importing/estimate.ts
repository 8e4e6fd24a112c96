/** So many rows were done at this time (milliseconds). */
export interface Sample {
  readonly at: number
  readonly done: number
}

/** Only what happened lately says how fast it is now. */
const WINDOW_MS = 60_000
/** Before that nothing is said: the first users say little about the others. */
const LEAST_MS = 4_000
const LEAST_STEPS = 2

/**
 * Adds what is known now. Times that go back and counts that shrink (it began anew) start it over.
 * @returns as many samples as the estimate looks at, oldest first
 */
export function withSample(samples: readonly Sample[], now: Sample): readonly Sample[] {
  const last = samples.at(-1)
  if (last !== undefined && (now.at < last.at || now.done < last.done)) return [now]
  const kept = last?.done === now.done ? samples : [...samples, now]
  // One that is older than the window stays, so that the window has a beginning.
  const first = kept.findLastIndex(({ at }) => at <= now.at - WINDOW_MS)
  return first > 0 ? kept.slice(first) : kept
}

/**
 * How many seconds are left, at the pace of the last minute; undefined until that is known.
 * @param samples when how much was done, oldest first
 * @param now the present time in milliseconds: what takes longer than before makes the rest longer
 */
export function secondsLeft(samples: readonly Sample[], of: number, now: number): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined) return undefined
  if (last.done >= of) return 0
  const took = Math.max(now, last.at) - first.at
  const done = last.done - first.done
  if (samples.length <= LEAST_STEPS || took < LEAST_MS || done <= 0) return undefined
  return ((of - last.done) * took) / done / 1000
}

/** So many bytes were on their way at this time (milliseconds). */
export interface Mark {
  readonly at: number
  readonly bytes: number
}

export interface Pace {
  /** Bytes in a second; undefined until that can be said. */
  readonly speed: number | undefined
  /** Seconds until the rest is sent. */
  readonly left: number | undefined
}

/** What counts is how fast it has been of late: a connection that got slow is not averaged away. */
const WINDOW_MS = 5_000
/** Before that much time the speed would be a guess. */
const SHORTEST_MS = 500

/** Adds a mark, and forgets those that are too old to matter. The one before the window stays, as its beginning. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const all = [...marks, mark]
  const first = all.findLastIndex(({ at }) => at <= mark.at - WINDOW_MS)
  return all.slice(Math.max(0, first))
}

/**
 * Speed, and time that is left.
 * @param total bytes of the whole file
 */
export function paceOf(marks: readonly Mark[], total: number): Pace {
  const first = marks.at(0)
  const last = marks.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS || last.bytes <= first.bytes) {
    return { speed: undefined, left: undefined }
  }
  const speed = ((last.bytes - first.bytes) * 1000) / (last.at - first.at)
  return { speed, left: (total - last.bytes) / speed }
}

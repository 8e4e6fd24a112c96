/**
 * How much later than its note a change may be written, in milliseconds. A process notes a company at most once a
 * minute, a write may be tried again for two more, and clocks differ.
 */
const NOTE_MARGIN = 5 * 60 * 1000

/** Until when writes may follow that a note stands for, in milliseconds since 1970. */
export function lastWriteOf(notedAt: string): number {
  return Date.parse(notedAt) + NOTE_MARGIN
}

/**
 * Whether no record of a company can have been written at `since` (ISO text) or after it, as far as is noted by now.
 * @param notedAt the company's latest note; undefined if there is none
 */
export function isQuietSince(since: string, notedAt: string | undefined): boolean {
  return notedAt === undefined || lastWriteOf(notedAt) < Date.parse(since)
}

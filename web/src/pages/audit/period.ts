/** A period of days as they are named (`2026-05-03`), each of them whole. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day as it stands in an address; nothing for anything else. */
export function dayIn(text: string | null): string | null {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`)) ? text : null
}

/**
 * The moments from which and before which something was within these days, by the clock of whoever looks.
 * @returns ISO texts; absent where the period is open
 */
export function momentsOf({ from, to }: Period): { from?: string; to?: string } {
  return {
    ...(from === null ? {} : { from: startOf(from, 0) }),
    // Without a last day it is the first alone: a day that is chosen twice, or not yet.
    ...(to === null ? {} : { to: startOf(to, 1) }),
  }
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

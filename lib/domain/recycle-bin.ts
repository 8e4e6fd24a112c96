import type { MusterRecord } from './records.ts'

const BIN_DAYS = 14
const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/**
 * Until when a deleted record waits in the recycle bin: from then on it does not exist. ISO text, of a whole second,
 * because that is how exactly the table can remove it by itself.
 * @param deletedAt ISO text
 */
export function binnedUntil(deletedAt: string): string {
  return new Date(Math.ceil((Date.parse(deletedAt) + BIN_DAYS * DAY) / SECOND) * SECOND).toISOString()
}

/** Whether the time of a deleted record is over, at `now` (ISO text in UTC): it counts as not there. */
export function isExpired({ deleted }: Pick<MusterRecord, 'deleted'>, now: string): boolean {
  return deleted !== undefined && Date.parse(binnedUntil(deleted.at)) <= Date.parse(now)
}

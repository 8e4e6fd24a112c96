import { lastWriteOf } from './change-notes.ts'
import type { RestorePoint } from './restore-points.ts'

/** Looked at every hour, a company that changes all the time gets its point at about the same time each day. */
const BETWEEN_DAILY = 23.5 * 60 * 60 * 1000

/**
 * What a company needs whose records changed, as noted at `changedAt`.
 * `covered`: a complete point has every write this note stands for. `wait`: it had its daily point already. `due`: it gets one.
 * @param points all restore points of the company, in any order
 */
export function dailyPointOf(
  changedAt: string,
  points: readonly RestorePoint[],
  now: string,
): 'covered' | 'wait' | 'due' {
  const lastWrite = lastWriteOf(changedAt)
  if (points.some(({ status, createdAt }) => status === 'complete' && Date.parse(createdAt) > lastWrite))
    return 'covered'
  const isToday = ({ reason, status, createdAt }: RestorePoint) =>
    reason === 'daily' && status !== 'failed' && Date.parse(now) - Date.parse(createdAt) < BETWEEN_DAILY
  return points.some(isToday) ? 'wait' : 'due'
}

import { FILES_KEPT_DAYS } from '../../contracts/keys.ts'
import { Problem } from '../../domain/problems.ts'
import type { Undone } from '../../domain/restores.ts'

/**
 * Undone twice, values would be taken back that somebody entered anew since: once for everybody is enough.
 * @param userIds for whom it is to be undone
 * @param undone by which undo it was taken back, by user ID
 * @throws Problem `nothing-to-undo` if it is undone for all of them
 */
export function refuseUndone(
  kind: Undone['kind'],
  userIds: readonly string[],
  undone: ReadonlyMap<string, string>,
): void {
  const [first] = userIds
  const by = first === undefined ? undefined : undone.get(first)
  if (by === undefined || !userIds.every((userId) => undone.has(userId))) return
  const what = kind === 'import' ? 'This import' : 'This'
  throw new Problem('nothing-to-undo', `${what} was undone already.`, {
    advice: `See what that did, or take it back (muster restores show ${by}).`,
    details: { undoneBy: [...new Set(userIds.flatMap((userId) => undone.get(userId) ?? []))] },
  })
}

const DAY = 24 * 60 * 60 * 1000

/**
 * What something changed is known for as long as its files are kept.
 * @param endedAt when it ended, and `now`, as ISO text
 * @throws Problem `nothing-to-undo`
 */
export function refuseForgotten(endedAt: string | undefined, now: string): void {
  if (endedAt === undefined || Date.parse(now) - Date.parse(endedAt) < FILES_KEPT_DAYS * DAY) return
  throw new Problem('nothing-to-undo', `What it changed is known for ${FILES_KEPT_DAYS} days.`, {
    advice: 'Use a restore point from before it, if one was pinned (muster restore-points list).',
  })
}

import { setTimeout as wait } from 'node:timers/promises'
import pMap from 'p-map'
import { pointBatchKey, pointUserKey, pointUsersKey } from '../../contracts/keys.ts'
import { isQuietSince } from '../../domain/change-notes.ts'
import type { RestorePoint, SecuredUser } from '../../domain/restore-points.ts'
import { keepTag } from '../../domain/retention.ts'
import type { Ports } from '../../ports/ports.ts'
import { BATCH, type PointUser } from './list-users.ts'
import { recordStates } from '../record-states.ts'
import { findStored, readStored } from '../stored.ts'

type Deps = Pick<
  Ports,
  | 'getRestorePoint'
  | 'readRecordTexts'
  | 'readEtags'
  | 'getChange'
  | 'now'
  | 'readJson'
  | 'findJson'
  | 'writeJson'
  | 'writeTexts'
>

interface Input {
  readonly companyId: string
  readonly restorePointId: string
  readonly batch: number
}

const USERS_AT_ONCE = 4
/** How often a user's records are read before the step gives up; the workflow tries the step again, seconds later. */
const TRIES = 5
/** The first pause before they are read again, in milliseconds; each further one is longer by as much. */
const PAUSE = 50

/**
 * Secures one batch of users: all their records of all types, recycle bin included, one object per user.
 * @throws RestorePointUnsettled
 */
export const snapshotUsers =
  (deps: Deps, pause = PAUSE) =>
  async ({ companyId, restorePointId, batch }: Input): Promise<{ users: number }> => {
    const point = await deps.getRestorePoint(companyId, restorePointId)
    if (point === undefined) throw new Error(`There is no restore point ${restorePointId}.`)
    const key = pointBatchKey(point, batch)
    const done = await findStored<SecuredUser[]>(deps, key)
    if (done !== undefined) return { users: done.length }
    const all = await readStored<PointUser[]>(deps, pointUsersKey(point))
    const secured = await pMap(
      all.slice(batch * BATCH, (batch + 1) * BATCH),
      async (user) => secureUser(deps, point, user, pause),
      { concurrency: USERS_AT_ONCE },
    )
    await deps.writeJson(key, secured, keepTag(point))
    return { users: secured.length }
  }

/** A user whose records changed each time while they were read: a fault, so that the step is tried again later. */
export class RestorePointUnsettled extends Error {
  override readonly name = 'RestorePointUnsettled'
}

/**
 * Writes the object of one user: a state their records were in, all at once, however many are edited meanwhile. Reading
 * takes a while, so that what was read first may have changed before the last was. It counts at once if, by the notes that
 * precede all writes, nobody can have written in this company meanwhile. Otherwise it counts only if a second reading, of
 * the etags alone, meets every record in the state in which the first one did: as no etag comes back, nothing changed
 * between the two, and what was stored is the state of that moment.
 * @throws RestorePointUnsettled if there was a change in each of several tries
 */
async function secureUser(
  deps: Deps,
  point: RestorePoint,
  { userId, email }: PointUser,
  pause: number,
): Promise<SecuredUser> {
  const key = pointUserKey(point, userId)
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const since = deps.now()
    const states = recordStates()
    const texts = textsOf(deps, point.companyId, userId, states)
    const { lines, bytes, sha256 } = await deps.writeTexts(key, texts, keepTag(point))
    const isQuiet = isQuietSince(since, await deps.getChange(point.companyId))
    if (isQuiet || (await statesNow(deps, point.companyId, userId)) === states.digest()) {
      return { userId, email, key, records: lines, bytes, sha256 }
    }
    await wait(pause * tries)
  }
  throw new RestorePointUnsettled(`The records of user ${userId} changed in each of ${TRIES} readings.`)
}

async function* textsOf(deps: Deps, companyId: string, userId: string, states: ReturnType<typeof recordStates>) {
  for await (const records of deps.readRecordTexts(companyId, userId)) {
    states.add(records)
    yield records.map(({ text }) => text)
  }
}

async function statesNow(deps: Deps, companyId: string, userId: string): Promise<string> {
  const states = recordStates()
  for await (const met of deps.readEtags(companyId, userId)) states.add(met)
  return states.digest()
}

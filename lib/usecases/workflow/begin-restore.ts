import { restoreUsersKey } from '../../contracts/keys.ts'
import type { Restore, Undone } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { findManifest } from '../restoring/manifest.ts'
import { batchesOf, readProgress } from '../restoring/read-restored-users.ts'
import type { ChosenUser } from '../restoring/restored-user.ts'
import { loadRunning, RestoreOver } from '../restoring/running.ts'
import { findStored } from '../stored.ts'
import { RestorePointIncomplete } from './seal-restore-point.ts'

type Deps = Pick<
  Ports,
  | 'getRestore'
  | 'putRestore'
  | 'getRestorePoint'
  | 'listUsers'
  | 'listImportUsers'
  | 'listUndone'
  | 'findJson'
  | 'writeJson'
>

interface Input {
  readonly companyId: string
  readonly restoreId: string
}

/**
 * Settles who takes part in a restore or undo. Users who are in the point and no more, or the other way round, are named,
 * not guessed.
 * @throws RestorePointIncomplete, RestoreOver
 */
export const beginRestore =
  (deps: Deps) =>
  async ({ companyId, restoreId }: Input): Promise<{ batches: number[] }> => {
    const restore = await loadRunning(deps, companyId, restoreId)
    // Settled once for all: once something is undone for a user, it would seem that there is nothing to undo for them.
    const settled = await findStored<ChosenUser[]>(deps, restoreUsersKey(companyId, restoreId))
    if (settled !== undefined) return { batches: batchesOf(settled) }
    const wanted = await wantedUsers(deps, restore)
    const present = new Map((await deps.listUsers(companyId)).map((user) => [user.id, user.email]))
    const chosen = wanted.filter(({ userId }) => present.has(userId))
    const missingUsers = wanted.filter(({ userId }) => !present.has(userId)).map(({ email }) => email)
    const newUsers = restore.undoes === undefined ? newSince(restore, wanted, present) : []
    if (!(await deps.putRestore({ ...restore, missingUsers, newUsers }))) throw new RestoreOver(restore.id)
    await deps.writeJson(restoreUsersKey(companyId, restoreId), chosen)
    return { batches: batchesOf(chosen) }
  }

/** Who may take part: of the restore point, or for whom something was written that is not taken back yet. */
async function wantedUsers(deps: Deps, restore: Restore): Promise<ChosenUser[]> {
  const { users, undoes } = restore
  const all = undoes === undefined ? await usersOfPoint(deps, restore) : await usersOf(deps, restore.companyId, undoes)
  return all.filter(({ userId }) => users === undefined || users.includes(userId))
}

async function usersOfPoint(deps: Deps, { companyId, restorePointId = '' }: Restore): Promise<ChosenUser[]> {
  const point = await deps.getRestorePoint(companyId, restorePointId)
  const manifest = await findManifest(deps, companyId, restorePointId)
  if (manifest === undefined) throw notAsWritten(restorePointId)
  const records = manifest.users.reduce((sum, user) => sum + user.records, 0)
  if (manifest.users.length !== point?.users || records !== point.records) throw notAsWritten(restorePointId)
  return manifest.users.map((secured) => ({ userId: secured.userId, email: secured.email, secured }))
}

const notAsWritten = (restorePointId: string) =>
  new RestorePointIncomplete(
    `The manifest of the restore point ${restorePointId} is missing or is not what was written.`,
  )

async function usersOf(deps: Deps, companyId: string, { kind, id }: Undone): Promise<ChosenUser[]> {
  const [all, undone] = await Promise.all([
    kind === 'import' ? usersOfImport(deps, companyId, id) : usersOfRestore(deps, companyId, id),
    deps.listUndone(companyId, id),
  ])
  return all.filter(({ userId }) => !undone.has(userId))
}

async function usersOfImport(deps: Deps, companyId: string, importId: string): Promise<ChosenUser[]> {
  const parts = await deps.listImportUsers(companyId, importId)
  return parts
    .filter(({ state }) => state === 'imported' || state === 'importing')
    .map(({ userId, email }) => ({ userId, email }))
}

async function usersOfRestore(deps: Deps, companyId: string, restoreId: string): Promise<ChosenUser[]> {
  const { chosen = [] } = await readProgress(deps, companyId, restoreId)
  return chosen.map(({ userId, email }) => ({ userId, email }))
}

function newSince({ users }: Restore, wanted: readonly ChosenUser[], present: ReadonlyMap<string, string>): string[] {
  const secured = new Set(wanted.map(({ userId }) => userId))
  return [...present]
    .filter(([userId]) => (users === undefined || users.includes(userId)) && !secured.has(userId))
    .map(([, email]) => email)
}

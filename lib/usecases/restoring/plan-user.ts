import { restorePlanKey } from '../../contracts/keys.ts'
import type { Account } from '../../domain/record-changes.ts'
import type { StoredRecord } from '../../domain/records.ts'
import { isOverdue, restoreOf } from '../../domain/restoring.ts'
import { counted, NO_COUNTS, type Restore, type RestoreEntry } from '../../domain/restores.ts'
import type { SecuredUser } from '../../domain/restore-points.ts'
import { accountsOf, madeInFact, planUndo } from '../../domain/undoing.ts'
import type { Ports } from '../../ports/ports.ts'
import { nameAuthors, type AuthorDeps } from './authors.ts'
import { changesOfUser, type ChangesDeps } from './changes-of-user.ts'
import { differencesTo, type DifferencesDeps } from './differences.ts'
import type { ChosenUser, Loss, PlannedUser } from './restored-user.ts'

export type PlanRestoreDeps = ChangesDeps &
  AuthorDeps &
  DifferencesDeps &
  Pick<Ports, 'writeLines' | 'readRecords' | 'listUsers' | 'now'>

/**
 * Decides what a restore or undo is to write for one user, and keeps that: a line a record, with the state it was
 * compared with, on which its write is going to be conditional. Nothing is written into the accounts.
 * @throws DamagedObject if the restore point of this user is not what was written
 */
export async function planUser(deps: PlanRestoreDeps, restore: Restore, user: ChosenUser): Promise<PlannedUser> {
  const { userId, email, secured } = user
  let counts = NO_COUNTS
  let awaitsOthers = false
  const losses = new Map<string, Omit<Loss, 'name'>>()
  const planned =
    secured === undefined
      ? undone(deps, restore, { userId, email })
      : compared(deps, restore, { userId, email }, secured)
  const lines = async function* () {
    for await (const entry of planned) {
      counts = counted(counts, entry)
      if (typeof entry === 'number') continue
      noteLoss(losses, entry)
      awaitsOthers ||= entry.kept?.reason === 'belongs-to-another-user'
      yield entry
    }
  }
  await deps.writeLines(restorePlanKey(restore.companyId, restore.id, userId), lines())
  const named = await nameAuthors(deps, { company: { id: restore.companyId } }, losses.values())
  const sorted = [...losses.values()].sort((a, b) => b.records - a.records)
  return {
    userId,
    email,
    counts,
    awaitsOthers,
    losses: sorted.map((loss) => ({ ...loss, ...named({ kind: loss.kind, id: loss.id }) })),
  }
}

async function* compared(
  deps: PlanRestoreDeps,
  { companyId }: Restore,
  at: Account,
  secured: SecuredUser,
): AsyncGenerator<RestoreEntry | number, void, undefined> {
  for await (const met of differencesTo(deps, companyId, secured)) {
    if (typeof met === 'number') yield met
    else if (!isOverdue(met, deps.now())) yield entryOf(restoreOf(at, met))
  }
}

const entryOf = (entry: RestoreEntry | 'unchanged'): RestoreEntry | number => (entry === 'unchanged' ? 1 : entry)

async function* undone(
  deps: PlanRestoreDeps,
  restore: Restore,
  at: Account,
): AsyncGenerator<RestoreEntry | number, void, undefined> {
  const { companyId, users } = restore
  const { changes, isMarked } = await changesOfUser(deps, restore, at)
  const records = new Map<string, StoredRecord[]>()
  for (const userId of accountsOf(changes))
    records.set(userId, await Array.fromAsync(deps.readRecords(companyId, userId)))
  const present = new Set((await deps.listUsers(companyId)).map(({ id }) => id))
  const planned = planUndo({
    changes: isMarked === undefined ? changes : madeInFact(changes, records, isMarked),
    records,
    isChosen: (userId) => present.has(userId) && (users === undefined || users.includes(userId)),
    author: { kind: 'undo', id: restore.id },
    now: deps.now(),
  })
  yield* planned.map(entryOf)
}

/** Counts whose work goes. What imports and restores did themselves is nobody's work, but is told as well. */
function noteLoss(losses: Map<string, Omit<Loss, 'name'>>, { since }: RestoreEntry): void {
  if (since?.by === undefined || since.at === undefined) return
  const { by, at } = since
  const name = `${by.kind}/${by.id}`
  const known = losses.get(name)
  const last = known === undefined || known.last < at ? at : known.last
  losses.set(name, { kind: by.kind, id: by.id, records: (known?.records ?? 0) + 1, last })
}

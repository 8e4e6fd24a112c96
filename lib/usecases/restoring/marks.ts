import type { Restore } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import { findManifest } from './manifest.ts'
import type { RestoredUser } from './restored-user.ts'
import { loadRestore } from './running.ts'

export type MarkDeps = Pick<Ports, 'getRestore' | 'findJson' | 'listAllUndone' | 'markUndone' | 'clearUndone'>

/** What notes are taken from, each read once however many users there are. */
interface Books extends MarkDeps {
  readonly all: () => ReturnType<MarkDeps['listAllUndone']>
  readonly manifest: (pointId: string) => ReturnType<typeof findManifest>
}

/**
 * Notes for users what is undone from now on. An undo undoes; what was an undo itself is in force no longer, so that
 * what it took back is there again, and so on. A restore brings back what was undone at its point, together with the
 * records. Where somebody interfered, or others have to take part, nothing is noted: it can be undone once more.
 */
export function undoneNotes(
  deps: MarkDeps,
  companyId: string,
): (restore: Restore, user: RestoredUser) => Promise<void> {
  const manifests = new Map<string, ReturnType<typeof findManifest>>()
  let marks: ReturnType<MarkDeps['listAllUndone']> | undefined
  const books: Books = {
    ...deps,
    all: async () => (marks ??= deps.listAllUndone(companyId)),
    manifest: async (pointId) => {
      const found = manifests.get(pointId) ?? findManifest(deps, companyId, pointId)
      manifests.set(pointId, found)
      return found
    },
  }
  return async (restore, user) => note(books, restore, user)
}

async function note(
  deps: Books,
  restore: Restore,
  { userId, counts, awaitsOthers = false }: RestoredUser,
): Promise<void> {
  if (counts.conflicts > 0 || awaitsOthers) return
  const { companyId } = restore
  const { chain, end } = await chainOf(deps, restore)
  if (end !== undefined) {
    // A restore in force has the marks of its point; one that is undone those of the moment before it.
    const pointId = chain.length % 2 === 0 ? end.restorePointId : end.safetyPointId
    if (pointId !== undefined) await marksOfPoint(deps, companyId, pointId, userId)
  }
  for (const [index, { id, by }] of chain.entries()) {
    if (index % 2 === 0) await deps.markUndone(companyId, id, userId, by)
    else await deps.clearUndone(companyId, id, userId)
  }
}

/** What an undo undoes, what that had undone, and so on; `end` is a restore at the end of it, if there is one. */
async function chainOf(
  deps: MarkDeps,
  restore: Restore,
): Promise<{ chain: { id: string; by: string }[]; end: Restore | undefined }> {
  const chain: { id: string; by: string }[] = []
  let by = restore
  while (by.undoes !== undefined) {
    const { kind, id } = by.undoes
    chain.push({ id, by: by.id })
    if (kind === 'import') return { chain, end: undefined }
    by = await loadRestore(deps, restore.companyId, id)
  }
  return { chain, end: by }
}

/** Without the point nothing is known of that moment, and everything stays marked as it is. */
async function marksOfPoint(
  { markUndone, clearUndone, all, manifest }: Books,
  companyId: string,
  pointId: string,
  userId: string,
): Promise<void> {
  const point = await manifest(pointId)
  if (point === undefined) return
  const then = new Map(point.undone.filter((mark) => mark.userId === userId).map(({ id, undoId }) => [id, undoId]))
  for (const { id, userId: of } of await all()) {
    if (of === userId && !then.has(id)) await clearUndone(companyId, id, userId)
  }
  for (const [id, undoId] of then) await markUndone(companyId, id, userId, undoId)
}

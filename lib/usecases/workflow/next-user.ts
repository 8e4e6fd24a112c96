import type { Import, ImportUser } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'
import { loadImport, type OfImport } from './active-import.ts'

type Output = { next: 'preview'; userId: string } | { next: 'rest' | 'done' | 'cancel' | 'failed' }

/** Who is to be previewed next; the rest at once, if that was decided. */
export const nextUser =
  (deps: Pick<Ports, 'getImport' | 'listImportUsers'>) =>
  async (input: OfImport): Promise<Output> => {
    const item = await loadImport(deps, input)
    const remaining = remainingUsers(await deps.listImportUsers(item.companyId, item.id))
    if (item.failure !== undefined) return { next: 'failed' }
    if (item.cancelRequestedBy !== undefined) {
      // Cancelling stops before the next user; one who is half written is finished, so that the accounts are true.
      return { next: remaining.some(({ state }) => state === 'importing') ? 'rest' : 'cancel' }
    }
    const [first] = remaining
    if (first === undefined) return { next: 'done' }
    if (item.decide !== 'import-all') return { next: 'preview', userId: first.userId }
    const [held] = remaining.filter((user) => isHeldBack(item, user))
    const isRestHeld = remaining.every((user) => isHeldBack(item, user))
    return held !== undefined && isRestHeld ? { next: 'preview', userId: held.userId } : { next: 'rest' }
  }

/** Planned in this round, and left for a decision of their own by the guard. */
function isHeldBack({ round }: Import, user: ImportUser): boolean {
  return user.state === 'previewed' && user.round === round && user.guard !== undefined
}

/** Users who are neither imported nor skipped nor left out, in order. */
export function remainingUsers(users: readonly ImportUser[]): ImportUser[] {
  return users
    .filter(({ state }) => state === 'pending' || state === 'previewed' || state === 'importing')
    .sort((a, b) => a.order - b.order)
}

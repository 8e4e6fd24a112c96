import type { Import, ImportUser } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'
import { planUser, type PlanDeps } from '../plan-user.ts'
import { leaveOutIfGone, type StillImportableDeps } from '../still-importable.ts'
import { writeUser, type WriteDeps } from '../write-user.ts'
import { loadImport, type OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

type Deps = PlanDeps & WriteDeps & StillImportableDeps & Pick<Ports, 'findApproval'>

/**
 * Plans and writes one of the remaining users. A plan of this round that was previewed, or whose writing began, is kept;
 * any other is made right before it is written. A user at whom the guard stops is planned and left for a decision of
 * their own. A cancelled import leaves users not yet begun as they are.
 */
export const importUnattended =
  (deps: Deps) =>
  async (input: OfImport & OfUser): Promise<Record<string, never>> => {
    const item = await loadImport(deps, input)
    const user = await loadImportUser(deps, input)
    const isBegun = user.state === 'importing' || user.state === 'imported'
    if (item.cancelRequestedBy !== undefined && !isBegun) return {}
    if (await leaveOutIfGone(deps, item, user)) return {}
    const isPlanned = user.planKey !== undefined && user.round === item.round
    const planned = isPlanned ? user : await planUser(deps, item, user)
    if (!isBegun && (await isHeldBack(deps, item, planned))) return {}
    await writeUser(deps, item, planned)
    return {}
  }

/** Whether the guard stops here. Who decided *Import all users* while looking at this very user has seen why it would. */
async function isHeldBack(deps: Deps, { companyId, id, round }: Import, user: ImportUser): Promise<boolean> {
  if (user.guard === undefined) return false
  const seen = { companyId, importId: id, round, step: 'decision', userId: user.userId } as const
  return (await deps.findApproval(seen))?.state !== 'decided'
}

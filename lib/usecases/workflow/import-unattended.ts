import { planUser, type PlanDeps } from '../plan-user.ts'
import { leaveOutIfGone, type StillImportableDeps } from '../still-importable.ts'
import { writeUser, type WriteDeps } from '../write-user.ts'
import { loadImport, type OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

type Deps = PlanDeps & WriteDeps & StillImportableDeps

/**
 * Plans and writes one of the remaining users. A plan of this round that was previewed, or whose writing began, is kept;
 * any other is made right before it is written. A cancelled import leaves users not yet begun as they are.
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
    await writeUser(deps, item, isPlanned ? user : await planUser(deps, item, user))
    return {}
  }

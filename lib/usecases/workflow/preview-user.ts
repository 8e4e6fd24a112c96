import type { Ports } from '../../ports/ports.ts'
import { planUser, type PlanDeps } from '../plan-user.ts'
import { leaveOutIfGone, type StillImportableDeps } from '../still-importable.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

type Deps = PlanDeps & StillImportableDeps & Pick<Ports, 'getImport' | 'updateImport' | 'getImportUser'>

/** Plans the user's import, unless this round's plan is there already: a plan that was shown is never made anew. */
export const previewUser =
  (deps: Deps) =>
  async (input: OfImport & OfUser): Promise<{ next: 'ask' | 'gone' | 'cancel'; userId: string }> => {
    const { userId } = input
    const item = await loadImport(deps, input)
    const user = await loadImportUser(deps, input)
    if (item.cancelRequestedBy !== undefined && user.state !== 'importing') return { next: 'cancel', userId }
    if (await leaveOutIfGone(deps, item, user)) return { next: 'gone', userId }
    const isPlanned = user.round === item.round && user.planKey !== undefined
    if (isPlanned && item.currentUserId === userId) return { next: 'ask', userId }
    const previewing = await changeImport(deps, item, { status: 'previewing', currentUserId: userId })
    if (!isPlanned) await planUser(deps, previewing, user)
    return { next: 'ask', userId }
  }

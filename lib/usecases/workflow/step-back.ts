import type { Ports } from '../../ports/ports.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'

/**
 * Opens a new round: settings, split, selection and previews are made again. Users already imported stay imported.
 * Asked again for a round that is open already, it does nothing.
 */
export const stepBack =
  (deps: Pick<Ports, 'getImport' | 'updateImport' | 'findApproval' | 'now'>) =>
  async (input: OfImport): Promise<{ next: 'settings' }> => {
    const item = await loadImport(deps, input)
    const { companyId, id: importId, round } = item
    const [selection, decision] = await Promise.all([
      deps.findApproval({ companyId, importId, round, step: 'selection' }),
      deps.findApproval({ companyId, importId, round, step: 'decision', userId: item.currentUserId }),
    ])
    if (selection?.action === 'back' || decision?.action === 'back') {
      await changeImport(deps, item, { status: 'awaiting-settings', round: round + 1, currentUserId: undefined })
    }
    return { next: 'settings' }
  }

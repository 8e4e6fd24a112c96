import type { Ports } from '../../ports/ports.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { remainingUsers } from './next-user.ts'

/** From here on nobody is asked: all users who are neither imported nor skipped nor left out. */
export const listRemaining =
  (deps: Pick<Ports, 'getImport' | 'updateImport' | 'listImportUsers' | 'now'>) =>
  async (input: OfImport): Promise<{ userIds: string[] }> => {
    const item = await loadImport(deps, input)
    const remaining = remainingUsers(await deps.listImportUsers(item.companyId, item.id))
    if (item.cancelRequestedBy !== undefined) {
      return { userIds: remaining.filter(({ state }) => state === 'importing').map(({ userId }) => userId) }
    }
    await changeImport(deps, item, { status: 'importing', decide: 'import-all', currentUserId: undefined })
    return { userIds: remaining.map(({ userId }) => userId) }
  }

import type { Ports } from '../../ports/ports.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { remainingUsers } from './next-user.ts'

/** From here on nobody is asked: all users who are neither imported nor skipped nor left out. */
export const listRemaining =
  (deps: Pick<Ports, 'getImport' | 'updateImport' | 'listImportUsers' | 'now'>) =>
  async (input: OfImport): Promise<{ userIds: string[] }> => {
    const item = await loadImport(deps, input)
    if (item.cancelRequestedBy !== undefined) return { userIds: [] }
    await changeImport(deps, item, { status: 'importing', decide: 'import-all', currentUserId: undefined })
    const users = await deps.listImportUsers(item.companyId, item.id)
    return { userIds: remainingUsers(users).map(({ userId }) => userId) }
  }

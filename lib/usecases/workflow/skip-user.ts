import { totalsOf } from '../../domain/accounting.ts'
import type { Ports } from '../../ports/ports.ts'
import type { OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

/** Leaves the user as they are; their rows count as skipped. */
export const skipUser =
  (deps: Pick<Ports, 'getImportUser' | 'putImportUser' | 'now'>) =>
  async (input: OfImport & OfUser): Promise<{ next: 'user' }> => {
    const user = await loadImportUser(deps, input)
    if (user.state === 'skipped') return { next: 'user' }
    if (user.state === 'importing' || user.state === 'imported') {
      throw new Error(`User ${user.userId} is ${user.state} in the import ${input.importId} and cannot be skipped.`)
    }
    const skipped = {
      ...user,
      state: 'skipped',
      totals: totalsOf('skipped', user.rows),
      deleted: 0,
      endedAt: deps.now(),
      revision: user.revision + 1,
    } as const
    if (!(await deps.putImportUser(input.companyId, skipped, user.revision))) {
      throw new Error(`The part of user ${user.userId} in the import ${input.importId} was changed meanwhile.`)
    }
    return { next: 'user' }
  }

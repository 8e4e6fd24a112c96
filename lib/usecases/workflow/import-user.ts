import type { Ports } from '../../ports/ports.ts'
import { leaveOutIfGone, type StillImportableDeps } from '../still-importable.ts'
import { writeUser, type WriteDeps } from '../write-user.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

type Deps = WriteDeps & StillImportableDeps & Pick<Ports, 'updateImport' | 'now'>

/** Writes exactly what was previewed for this user. */
export const importUser =
  (deps: Deps) =>
  async (input: OfImport & OfUser): Promise<{ next: 'user' }> => {
    const before = await loadImport(deps, input)
    const item = await changeImport(deps, before, { status: 'importing', currentUserId: input.userId })
    const user = await loadImportUser(deps, input)
    if (!(await leaveOutIfGone(deps, item, user))) await writeUser(deps, item, user)
    return { next: 'user' }
  }

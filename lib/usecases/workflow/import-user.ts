import type { Ports } from '../../ports/ports.ts'
import { writeUser, type WriteDeps } from '../write-user.ts'
import { changeImport, loadImport, type OfImport } from './active-import.ts'
import { loadImportUser, type OfUser } from './import-user-item.ts'

type Deps = WriteDeps & Pick<Ports, 'getImport' | 'updateImport' | 'getImportUser'>

/** Writes exactly what was previewed for this user. */
export const importUser =
  (deps: Deps) =>
  async (input: OfImport & OfUser): Promise<{ next: 'user' }> => {
    const item = await changeImport(deps, await loadImport(deps, input), {
      status: 'importing',
      currentUserId: input.userId,
    })
    await writeUser(deps, item, await loadImportUser(deps, input))
    return { next: 'user' }
  }

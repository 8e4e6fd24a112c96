import type { Restore } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'

/** The restore of this ID. Faults throw, also if there is none. */
export async function loadRestore(
  deps: Pick<Ports, 'getRestore'>,
  companyId: string,
  restoreId: string,
): Promise<Restore> {
  const restore = await deps.getRestore(companyId, restoreId)
  if (restore === undefined) throw new Error(`There is no restore ${restoreId}.`)
  return restore
}

/** A restore that is over, whose late step must write nothing any more: somebody else may hold the company by now. */
export class RestoreOver extends Error {
  override readonly name = 'RestoreOver'
  constructor(restoreId: string) {
    super(`The restore ${restoreId} is over.`)
  }
}

/** The restore, which must be running still. @throws RestoreOver */
export async function loadRunning(
  deps: Pick<Ports, 'getRestore'>,
  companyId: string,
  restoreId: string,
): Promise<Restore> {
  const restore = await loadRestore(deps, companyId, restoreId)
  if (restore.status !== 'running') throw new RestoreOver(restoreId)
  return restore
}

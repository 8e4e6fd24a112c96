import type { Import } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'

/**
 * Whether a step should end the import because somebody cancelled it. Not while a user is half written (an import resumed
 * after a failure): that user is finished first, so that the accounts are true.
 */
export async function wantsToStop(deps: Pick<Ports, 'listImportUsers'>, item: Import): Promise<boolean> {
  if (item.cancelRequestedBy === undefined) return false
  const users = await deps.listImportUsers(item.companyId, item.id)
  return !users.some(({ state }) => state === 'importing')
}

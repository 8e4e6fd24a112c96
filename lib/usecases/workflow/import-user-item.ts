import type { ImportUser } from '../../domain/imports.ts'
import type { Ports } from '../../ports/ports.ts'
import type { OfImport } from './active-import.ts'

export interface OfUser {
  readonly userId: string
}

export async function loadImportUser(
  deps: Pick<Ports, 'getImportUser'>,
  { companyId, importId, userId }: OfImport & OfUser,
): Promise<ImportUser> {
  const user = await deps.getImportUser(companyId, importId, userId)
  if (user === undefined) throw new Error(`User ${userId} has no part in the import ${importId}.`)
  return user
}

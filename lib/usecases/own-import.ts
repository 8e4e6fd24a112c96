import type { Company, User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'

/**
 * The import, if this person may see it: whoever began it, and administrators.
 * @throws Problem `not-found`, also for somebody else's
 */
export async function ownImport(
  deps: Pick<Ports, 'getImport'>,
  importId: string,
  { actor, company }: { readonly actor: User; readonly company: Company },
): Promise<Import> {
  const item = await deps.getImport(company.id, importId)
  if (item !== undefined && (actor.level === 'administrator' || item.startedBy.userId === actor.id)) return item
  throw new Problem('not-found', `There is no import ${importId}.`, { advice: 'See: muster imports list' })
}

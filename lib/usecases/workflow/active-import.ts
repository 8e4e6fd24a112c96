import type { Import } from '../../domain/imports.ts'
import type { ImportChange } from '../../ports/imports.ts'
import type { ImportStatus } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'

export interface OfImport {
  readonly companyId: string
  readonly importId: string
}

/** An import a step was called for and that is not there, or over: a fault, for no step is called for one. */
class ImportGone extends Error {
  override readonly name = 'ImportGone'
}

export async function loadImport(deps: Pick<Ports, 'getImport'>, { companyId, importId }: OfImport): Promise<Import> {
  const item = await deps.getImport(companyId, importId)
  if (item === undefined) throw new ImportGone(`There is no import ${importId}.`)
  return item
}

/** Changes the import of a step. @throws ImportGone if its status no longer allows it */
export async function changeImport(
  deps: Pick<Ports, 'updateImport' | 'now'>,
  item: Import,
  change: ImportChange & { status?: ImportStatus; note?: string },
): Promise<Import> {
  const answer = await deps.updateImport(item.companyId, item.id, { ...change, at: deps.now() })
  if (answer.kind === 'refused') {
    throw new ImportGone(
      `The import ${item.id} is ${answer.import?.status ?? 'gone'}: it cannot become ${change.status}.`,
    )
  }
  return answer.import
}

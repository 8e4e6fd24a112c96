import type { Import } from '../../domain/imports.ts'
import { Problem } from '../../domain/problems.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeImport } from './active-import.ts'

/**
 * Runs a part of a step. A refusal by a rule is an outcome: it is written into the import, and the step answers `aborted`.
 * Anything else is a fault, thrown, so that the workflow retries it.
 */
export async function orAbort<Done>(
  deps: Pick<Ports, 'updateImport' | 'now'>,
  item: Import,
  part: () => Promise<Done>,
): Promise<Done | { readonly next: 'aborted' }> {
  try {
    return await part()
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'internal') throw error
    await changeImport(deps, item, { problem: error.toJSON() })
    return { next: 'aborted' }
  }
}

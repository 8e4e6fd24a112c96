import type { z } from 'zod'
import type { steps } from '../../contracts/workflow.ts'
import type { Ports } from '../../ports/ports.ts'
import { changeImport, loadImport } from './active-import.ts'

type Input = z.output<typeof steps.noteFailure.input>

/** One of the remaining users could not be written. The others still are; the import fails after them. */
export const noteFailure =
  (deps: Pick<Ports, 'getImport' | 'updateImport' | 'now' | 'logger'>) =>
  async ({ companyId, importId, userId, error }: Input): Promise<Record<string, never>> => {
    deps.logger.error('A user could not be imported', { companyId, importId, userId, error: error.Error })
    const item = await loadImport(deps, { companyId, importId })
    await changeImport(deps, item, { failure: { userId, error: error.Error ?? 'unknown' } })
    return {}
  }

import type { z } from 'zod'
import { importOfUpload } from '../../contracts/keys.ts'
import type { steps } from '../../contracts/workflow.ts'
import type { Company } from '../../domain/companies.ts'
import type { Import } from '../../domain/imports.ts'
import { isFinal } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'

type Deps = Pick<Ports, 'getImport' | 'updateImport' | 'getCompany' | 'getLockOwner' | 'now' | 'logger'>
type Input = z.output<typeof steps.claim.input>
type Output = z.input<typeof steps.claim.output>

/**
 * Takes an uploaded object for this execution, once. Events may come twice, late or for an import that is over:
 * those end quietly. The same execution, started again after a crash, goes on.
 */
export const claim =
  (deps: Deps) =>
  async ({ input, executionArn }: Input): Promise<Output> => {
    const ids = input.resume ?? (input.upload === undefined ? undefined : importOfUpload(input.upload.key))
    const item = ids === undefined ? undefined : await deps.getImport(ids.companyId, ids.importId)
    const company = item === undefined ? undefined : await deps.getCompany(item.companyId)
    if (item === undefined || company === undefined) {
      deps.logger.warn('An upload belongs to no import', { executionArn })
      return { next: 'taken' }
    }
    const claimed = await take(deps, item, input, executionArn)
    if (!claimed) {
      deps.logger.info('The upload is taken already', { importId: item.id, executionArn })
      return { next: 'taken' }
    }
    return go(item, company)
  }

async function take(deps: Deps, item: Import, input: Input['input'], executionArn: string): Promise<boolean> {
  if (item.executionArn === executionArn) return !isFinal(item.status)
  if (input.resume !== undefined) {
    if (item.executionArn !== undefined || isFinal(item.status)) return false
    const answer = await deps.updateImport(
      item.companyId,
      item.id,
      { executionArn, at: deps.now() },
      { revision: item.revision },
    )
    return answer.kind === 'updated' || answer.import?.executionArn === executionArn
  }
  const owner = await deps.getLockOwner(item.companyId)
  if (input.upload === undefined || owner?.id !== item.id) return false
  const answer = await deps.updateImport(
    item.companyId,
    item.id,
    { status: 'inspecting', object: input.upload, executionArn, at: deps.now() },
    { status: 'awaiting-upload', objectAbsent: true },
  )
  return answer.kind === 'updated' || answer.import?.executionArn === executionArn
}

function go(item: Import, company: Company): Output {
  return {
    next: 'go',
    companyId: item.companyId,
    importId: item.id,
    answerWithinSeconds: company.answerWithinSeconds,
  }
}

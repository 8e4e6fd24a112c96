import type { z } from 'zod'
import type { importState } from '../contracts/imports.ts'
import type { Company, User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import { isFinal, type ImportStatus } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { visibleImport } from './access.ts'
import { personOf } from './person.ts'
import { refuseImport } from './start-import.ts'
import { viewImport } from './view-import.ts'

interface Args {
  readonly path: { readonly importId: string }
  readonly actor: User
  readonly company: Company
}
type Deps = LockDeps & Pick<Ports, 'startImportExecution' | 'listImportUsers' | 'listRestores' | 'releaseLock'>

/**
 * Lets a failed import go on where it stopped: a new execution of the same import, which does nothing twice.
 * @throws Problem `not-resumable`, `company-busy`, `crm-managed`, `import-not-permitted`
 */
export const resumeImport =
  (deps: Deps) =>
  async ({ path, actor, company }: Args): Promise<z.input<typeof importState>> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    refuseImport(company, actor)
    if (item.status !== 'failed' || item.object === undefined) {
      throw new Problem('not-resumable', `Only a failed import can be resumed; this one is ${item.status}.`, {
        details: { status: item.status },
      })
    }
    const since = deps.now()
    const owner = { kind: 'import', id: item.id, by: personOf(actor), since } as const
    await lockCompany(deps)(company.id, owner)
    try {
      // Only now no restore can begin any more.
      await refuseAfterRestore(deps, item)
    } catch (error) {
      await deps.releaseLock(company.id, owner)
      throw error
    }
    const attempt = item.attempt + 1
    const answer = await deps.updateImport(
      item.companyId,
      item.id,
      {
        status: statusBeforeFailure(item),
        attempt,
        executionArn: undefined,
        problem: undefined,
        failure: undefined,
        cancelRequestedBy: undefined,
        lockSince: since,
        endedAt: undefined,
        note: `Resumed by ${actor.email}.`,
        at: since,
      },
      { status: 'failed', revision: item.revision },
    )
    if (answer.kind === 'refused') throw new Problem('not-resumable', 'Somebody resumed this import just now.')
    await deps.startImportExecution(`${item.id}-${attempt}`, {
      resume: { companyId: company.id, importId: item.id, attempt },
    })
    return viewImport(answer.import, { users: await deps.listImportUsers(item.companyId, item.id) })
  }

/** A restore or undo took back what the import believes to have written: going on would call rows imported that are not there. */
async function refuseAfterRestore(deps: Pick<Ports, 'listRestores'>, item: Import): Promise<void> {
  const { restores } = await deps.listRestores(item.companyId, { limit: 100 })
  const since = item.endedAt ?? item.startedAt
  const restored = restores.find(({ dryRun, startedAt }) => !dryRun && startedAt >= since)
  if (restored === undefined) return
  throw new Problem(
    'not-resumable',
    `A restore or undo by ${restored.startedBy.name} at ${restored.startedAt} came after this import stopped.`,
    {
      advice: 'Begin a new import of the same file: it changes only what differs.',
      details: { restoreId: restored.id },
    },
  )
}

function statusBeforeFailure(item: Import): ImportStatus {
  return (
    item.timeline.findLast(({ status }) => !isFinal(status) && status !== 'awaiting-upload')?.status ?? 'inspecting'
  )
}

import type { z } from 'zod'
import { importOfUpload } from '../../contracts/keys.ts'
import type { steps } from '../../contracts/workflow.ts'
import type { Import } from '../../domain/imports.ts'
import { isFinal } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'
import { auditImportEnd, type AuditDeps } from '../audit-ends.ts'
import { notifyEnded, type NotifyDeps } from '../notify.ts'

type Deps = NotifyDeps & AuditDeps & Pick<Ports, 'getImport' | 'updateImport' | 'releaseLock' | 'now'>
type Input = z.output<typeof steps.failImport.input>

/**
 * Makes a failure visible: status, reason, released lock, mail. What was written stays written and accounted for,
 * so that the import can be resumed where it stopped.
 */
export const failImport =
  (deps: Deps) =>
  async ({ input, executionArn }: Input): Promise<Record<string, never>> => {
    const ids = idsOf(input)
    if (ids === undefined) throw new Error('A failure names no import.')
    deps.logger.error('An import failed', { ...ids, executionArn, error: input.error.Error })
    const item = await deps.getImport(ids.companyId, ids.importId)
    if (item === undefined || !isItsFailure(item, input, executionArn)) return {}
    const failed = isFinal(item.status) ? item : await fail(deps, item, input)
    await deps.releaseLock(item.companyId, { kind: 'import', id: item.id, since: item.lockSince })
    if (failed !== item) await notifyEnded(deps)(failed)
    await auditImportEnd(deps)(failed)
    return {}
  }

/**
 * Whether this execution is the one the import runs in, or was about to be claimed by. The failure of a duplicate, or of
 * an execution before a resumption, is not the import's.
 */
function isItsFailure(item: Import, { companyId, resume }: Input['input'], executionArn: string): boolean {
  if (item.executionArn !== undefined) return item.executionArn === executionArn
  if (companyId !== undefined) return false
  return resume === undefined ? item.status === 'awaiting-upload' : resume.attempt === item.attempt
}

async function fail(deps: Deps, item: Import, { error }: Input['input']): Promise<Import> {
  const answer = await deps.updateImport(
    item.companyId,
    item.id,
    {
      status: 'failed',
      problem: {
        code: 'internal',
        message: 'A step of the import failed again and again. What was imported stays; nothing is half counted.',
        advice: `Resume it: it goes on where it stopped (muster imports resume ${item.id}).`,
        details: { error: item.failure?.error ?? error.Error ?? 'unknown' },
      },
      endedAt: deps.now(),
      at: deps.now(),
    },
    { revision: item.revision },
  )
  if (answer.kind === 'updated') return answer.import
  throw new Error(`The import ${item.id} was changed while it was being failed.`)
}

/** The import a failure belongs to, from whatever the state had by then. */
function idsOf({ companyId, importId, resume, upload }: Input['input']) {
  if (companyId !== undefined && importId !== undefined) return { companyId, importId }
  return resume ?? (upload === undefined ? undefined : importOfUpload(upload.key))
}

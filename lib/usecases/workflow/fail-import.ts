import type { z } from 'zod'
import { importOfUpload } from '../../contracts/keys.ts'
import type { steps } from '../../contracts/workflow.ts'
import { isFinal } from '../../domain/transitions.ts'
import type { Ports } from '../../ports/ports.ts'
import { notifyEnded, type NotifyDeps } from '../notify.ts'

type Deps = NotifyDeps & Pick<Ports, 'getImport' | 'updateImport' | 'releaseLock' | 'now'>
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
    const answer = await deps.updateImport(ids.companyId, ids.importId, {
      status: 'failed',
      problem: {
        code: 'internal',
        message: 'A step of the import failed again and again. What was imported stays; nothing is half counted.',
        advice: `Go on where it stopped: muster imports resume ${ids.importId}`,
        details: { error: input.error.Error ?? 'unknown' },
      },
      endedAt: deps.now(),
      at: deps.now(),
    })
    if (answer.import !== undefined && isFinal(answer.import.status)) {
      await deps.releaseLock(ids.companyId, { kind: 'import', id: ids.importId })
    }
    if (answer.kind === 'updated') await notifyEnded(deps)(answer.import)
    return {}
  }

/** The import a failure belongs to, from whatever the state had by then. */
function idsOf({ companyId, importId, resume, upload }: Input['input']) {
  if (companyId !== undefined && importId !== undefined) return { companyId, importId }
  return resume ?? (upload === undefined ? undefined : importOfUpload(upload.key))
}

import type { z } from 'zod'
import type { importState } from '../contracts/imports.ts'
import type { Company, User } from '../domain/companies.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { answerWait, type AnswerDeps } from './answer-wait.ts'
import { visibleImport } from './access.ts'
import { auditImportEnd, type AuditDeps } from './audit-ends.ts'
import { openQuestions } from './open-questions.ts'
import { personOf } from './person.ts'
import { viewImport } from './view-import.ts'

interface Args {
  readonly path: { readonly importId: string }
  readonly actor: User
  readonly company: Company
}
type Deps = AnswerDeps & AuditDeps & Pick<Ports, 'getImport' | 'updateImport' | 'listImportUsers' | 'releaseLock'>

/**
 * Stops an import at its next step; what was imported stays. One that waits stops at once, one whose file was never
 * uploaded too. Cancelling a cancelled import is no error.
 * @throws Problem `no-longer-waiting` if it ended otherwise
 */
export const cancelImport =
  (deps: Deps) =>
  async ({ path, actor, company }: Args): Promise<z.input<typeof importState>> => {
    const item = await visibleImport(deps, { actor, company }, path.importId)
    const cancelled =
      item.status === 'awaiting-upload' ? await giveUpUpload(deps, item, actor) : await request(deps, item, actor)
    return viewImport(cancelled, { users: await deps.listImportUsers(item.companyId, item.id) })
  }

async function giveUpUpload(deps: Deps, item: Import, actor: User): Promise<Import> {
  const answer = await deps.updateImport(
    item.companyId,
    item.id,
    {
      status: 'cancelled',
      endedAt: deps.now(),
      note: `Cancelled by ${actor.email} before the upload.`,
      at: deps.now(),
    },
    { status: 'awaiting-upload' },
  )
  if (answer.import === undefined) throw new Error(`The import ${item.id} is gone.`)
  // The upload arrived in between: then it is an import like any other.
  if (answer.kind === 'refused') return request(deps, answer.import, actor)
  await deps.releaseLock(item.companyId, { kind: 'import', id: item.id, since: item.lockSince })
  await auditImportEnd(deps)(answer.import)
  return answer.import
}

async function request(deps: Deps, item: Import, actor: User): Promise<Import> {
  if (item.status === 'cancelled') return item
  if (isFinal(item.status)) {
    throw new Problem('no-longer-waiting', `The import is over: it is ${item.status}.`, {
      details: { status: item.status },
    })
  }
  const by = personOf(actor)
  const answer = await deps.updateImport(item.companyId, item.id, { cancelRequestedBy: by, at: deps.now() })
  if (answer.import === undefined) throw new Error(`The import ${item.id} is gone.`)
  await endWait(deps, answer.import, actor)
  return answer.import
}

/** If the import waits just now, cancelling is the answer; an answer given meanwhile stands, and the next step stops. */
async function endWait(deps: Deps, item: Import, actor: User): Promise<void> {
  for (const question of await openQuestions(deps, item)) {
    if (question.state === 'waiting') await answerWait(deps)(question, 'cancel', personOf(actor))
  }
}

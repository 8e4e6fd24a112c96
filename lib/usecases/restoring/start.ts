import type { z } from 'zod'
import type { restore as restoreShape } from '../../contracts/restores.ts'
import type { restoreWorkflowInput } from '../../contracts/workflow.ts'
import { normaliseEmail, reaches, type Company, type User } from '../../domain/companies.ts'
import { Problem, type ProblemData } from '../../domain/problems.ts'
import type { Restore } from '../../domain/restores.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Caller } from '../access.ts'
import { lockCompany, type LockDeps } from '../company-lock.ts'
import { personOf } from '../person.ts'
import { newRestorePoint } from '../secure-company.ts'
import { viewRestore } from '../view-restore.ts'

export type StartDeps = LockDeps &
  Pick<Ports, 'startRestoreExecution' | 'restoreExecutionArn' | 'newId' | 'releaseLock' | 'listUsers'>

/** What a client asks of a restore or an undo: for whom (absent: for all), and whether only to say what it would do. */
export interface RestoreBody {
  readonly users?: readonly string[]
  readonly dryRun: boolean
}

interface Order {
  readonly company: Company
  readonly actor: User
  readonly dryRun: boolean
  readonly users: readonly string[] | undefined
  /** What it goes back to, or what it takes back. */
  readonly what: Pick<Restore, 'restorePointId' | 'undoes'>
}

const NOT_STARTED: ProblemData = {
  code: 'internal',
  message: 'It could not be started; nothing was changed.',
  advice: 'Start it again.',
}

/**
 * Starts a restore or an undo. A real one takes the company's lock and makes a safety point first, so that it can itself
 * be taken back; a dry run does neither.
 * @throws Problem `company-busy`
 */
export async function startRestoring(deps: StartDeps, order: Order): Promise<z.input<typeof restoreShape>> {
  const restore = newRestore(deps, order)
  const owner = { kind: 'restore', id: restore.id, by: restore.startedBy, since: restore.startedAt } as const
  if (!restore.dryRun) await lockCompany(deps)(order.company.id, owner)
  try {
    await start(deps, restore, order)
  } catch (error) {
    await deps.putRestore({ ...restore, status: 'failed', endedAt: deps.now(), problem: NOT_STARTED })
    if (!restore.dryRun) await deps.releaseLock(order.company.id, owner)
    throw error
  }
  return viewRestore(restore, { chosen: undefined, planned: [], restored: [] }, () => true)
}

function newRestore(deps: StartDeps, { company, actor, dryRun, users, what }: Order): Restore {
  const id = deps.newId()
  return {
    companyId: company.id,
    id,
    ...what,
    dryRun,
    ...(users === undefined ? {} : { users }),
    status: 'running',
    startedBy: personOf(actor),
    startedAt: deps.now(),
    executionArn: deps.restoreExecutionArn(executionName(id)),
    ...(dryRun ? {} : { safetyPointId: `${id}-before` }),
  }
}

const executionName = (restoreId: string) => `restore-${restoreId}`

async function start(deps: StartDeps, restore: Restore, { company, what }: Order): Promise<void> {
  const { companyId, id, safetyPointId } = restore
  if (safetyPointId !== undefined) {
    const reason = what.undoes === undefined ? 'before-restore' : 'before-undo'
    const { startedBy: by, startedAt: now } = restore
    const keepDays = company.restorePointDays
    await deps.putRestorePoint(
      newRestorePoint({ companyId, id: safetyPointId, reason, by, now, madeFor: id, keepDays }),
    )
  }
  await deps.putRestore(restore)
  const input: z.input<typeof restoreWorkflowInput> = {
    kind: restore.dryRun ? 'dry-run' : 'restore',
    companyId,
    restoreId: id,
    restorePointId: safetyPointId,
  }
  await deps.startRestoreExecution(executionName(id), input)
}

/**
 * The IDs of users who are named by ID or e-mail address; undefined if none are: everybody. Whom one does not reach does
 * not exist for one.
 * @throws Problem `invalid-request`
 */
export async function chosenIds(
  deps: Pick<Ports, 'listUsers'>,
  { actor, company }: Caller,
  named: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (named === undefined) return undefined
  const byName = new Map<string, string>()
  for (const user of await deps.listUsers(company.id)) {
    if (!reaches(actor, user)) continue
    byName.set(user.id, user.id)
    byName.set(normaliseEmail(user.email), user.id)
  }
  return named.map((name, index) => {
    const id = byName.get(name) ?? byName.get(normaliseEmail(name))
    if (id !== undefined) return id
    throw new Problem('invalid-request', `There is no user ${name}.`, {
      places: [{ pointer: `/body/users/${index}`, value: name, message: 'is no account of this company' }],
    })
  })
}

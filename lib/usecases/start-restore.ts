import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restore-points.ts'
import type { restoreWorkflowInput } from '../contracts/workflow.ts'
import { normaliseEmail, type Company, type User } from '../domain/companies.ts'
import { Problem, type ProblemData } from '../domain/problems.ts'
import type { Restore, RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator } from './access.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { movedSince } from './moved-since.ts'
import { personOf } from './person.ts'
import { newRestorePoint } from './secure-company.ts'
import { showRestorePoint } from './show-restore-point.ts'
import { refuseCrmManaged } from './start-import.ts'
import { viewRestore } from './view-restore.ts'

interface Args {
  readonly path: { readonly restorePointId: string }
  readonly body: { readonly users?: readonly string[]; readonly dryRun: boolean }
  readonly actor: User
  readonly company: Company
}
type Deps = LockDeps &
  Pick<
    Ports,
    | 'startRestoreExecution'
    | 'restoreExecutionArn'
    | 'newId'
    | 'releaseLock'
    | 'listUsers'
    | 'listImports'
    | 'listImportUsers'
  >

/**
 * Puts the company, or some of its users, back to a restore point; a dry run only says what that would change.
 * A real one makes a safety point first, so that it can itself be taken back.
 * It is for administrators, whoever may import.
 * @throws Problem `not-permitted`, `crm-managed`, `not-found`, `restore-point-damaged`, `company-busy`, `invalid-request`
 */
export const startRestore =
  (deps: Deps) =>
  async ({ path, body, actor, company }: Args): Promise<z.input<typeof restoreShape>> => {
    requireAdministrator(actor)
    refuseCrmManaged(company)
    const point = await deps.getRestorePoint(company.id, path.restorePointId)
    if (point === undefined) {
      throw new Problem('not-found', `There is no restore point ${path.restorePointId}.`, {
        advice: 'See: muster restore-points list',
      })
    }
    refuseUnusable(await showRestorePoint(deps, point), deps.now())
    const users = body.users === undefined ? undefined : await userIds(deps, company.id, body.users)
    if (users !== undefined) await refuseHalves(deps, point, users)
    const restore = newRestore(deps, point, actor, body.dryRun, users)
    const owner = { kind: 'restore', id: restore.id, by: restore.startedBy, since: restore.startedAt } as const
    if (!restore.dryRun) await lockCompany(deps)(company.id, owner)
    try {
      await start(deps, restore)
    } catch (error) {
      await deps.putRestore({ ...restore, status: 'failed', endedAt: deps.now(), problem: NOT_STARTED })
      if (!restore.dryRun) await deps.releaseLock(company.id, owner)
      throw error
    }
    return viewRestore(restore, [])
  }

/** Users between whom customers were moved since go back together, or a customer would be lost or there twice. */
async function refuseHalves(
  deps: Deps,
  { companyId, createdAt }: RestorePoint,
  users: readonly string[],
): Promise<void> {
  const missing = [...(await movedSince(deps, companyId, createdAt, users)).values()].sort()
  if (missing.length === 0) return
  throw new Problem(
    'invalid-request',
    'Customers were moved between these users and others since this restore point.',
    {
      advice: `Restore these too, or the whole company: ${missing.join(', ')}`,
      details: { users: missing },
      places: missing.map((email) => ({ pointer: '/body/users', value: email, message: 'belongs to this restore' })),
    },
  )
}

const NOT_STARTED: ProblemData = {
  code: 'internal',
  message: 'The restore could not be started; nothing was changed.',
  advice: 'Start it again.',
}

function refuseUnusable(point: RestorePoint, now: string): void {
  const advice = 'Choose another restore point.'
  if (point.status === 'complete') {
    if (now < point.expiresAt) return
    throw new Problem('restore-point-damaged', `This restore point was kept until ${point.expiresAt}.`, { advice })
  }
  throw new Problem(
    'restore-point-damaged',
    point.status === 'securing' ? 'This restore point is not complete yet.' : 'This restore point was never completed.',
    { advice },
  )
}

function newRestore(
  deps: Deps,
  point: RestorePoint,
  actor: User,
  dryRun: boolean,
  users: readonly string[] | undefined,
): Restore {
  const id = deps.newId()
  return {
    companyId: point.companyId,
    id,
    restorePointId: point.id,
    dryRun,
    users,
    status: 'running',
    startedBy: personOf(actor),
    startedAt: deps.now(),
    executionArn: deps.restoreExecutionArn(executionName(id)),
    safetyPointId: dryRun ? undefined : `${id}-before`,
  }
}

const executionName = (restoreId: string) => `restore-${restoreId}`

async function start(deps: Deps, restore: Restore): Promise<void> {
  const { companyId, id, safetyPointId } = restore
  if (safetyPointId !== undefined) {
    await deps.putRestorePoint(
      newRestorePoint({
        companyId,
        id: safetyPointId,
        reason: 'before-restore',
        by: restore.startedBy,
        now: restore.startedAt,
        madeFor: id,
      }),
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

/** Users are named by id or e-mail address. A user who is no more is named by id. */
async function userIds(deps: Deps, companyId: string, named: readonly string[]): Promise<string[]> {
  const users = await deps.listUsers(companyId)
  const byName = new Map(
    users.flatMap(
      ({ id, email }) =>
        [
          [id, id],
          [normaliseEmail(email), id],
        ] as const,
    ),
  )
  return named.map((name, index) => {
    const id = byName.get(name) ?? byName.get(normaliseEmail(name))
    if (id !== undefined) return id
    throw new Problem('invalid-request', `There is no user ${name}.`, {
      places: [{ pointer: `/body/users/${index}`, value: name }],
    })
  })
}

import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restore-points.ts'
import type { restoreWorkflowInput } from '../contracts/workflow.ts'
import { normaliseEmail, type Company, type User } from '../domain/companies.ts'
import { Problem } from '../domain/problems.ts'
import type { Restore, RestorePoint } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator } from './access.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { personOf } from './person.ts'
import { newRestorePoint } from './secure-company.ts'
import { refuseImport } from './start-import.ts'
import { viewRestore } from './view-restore.ts'

interface Args {
  readonly path: { readonly restorePointId: string }
  readonly body: { readonly users?: readonly string[]; readonly dryRun: boolean }
  readonly actor: User
  readonly company: Company
}
type Deps = LockDeps & Pick<Ports, 'startRestoreExecution' | 'newId' | 'releaseLock' | 'listUsers'>

/**
 * Puts the company, or some of its users, back to a restore point; a dry run only says what that would change.
 * A real one makes a safety point first, so that it can itself be taken back.
 * @throws Problem `not-permitted`, `not-found`, `restore-point-damaged`, `company-busy`, `invalid-request`
 */
export const startRestore =
  (deps: Deps) =>
  async ({ path, body, actor, company }: Args): Promise<z.input<typeof restoreShape>> => {
    requireAdministrator(actor)
    refuseImport(company, actor)
    const point = await deps.getRestorePoint(company.id, path.restorePointId)
    if (point === undefined) {
      throw new Problem('not-found', `There is no restore point ${path.restorePointId}.`, {
        advice: 'See: muster restore-points list',
      })
    }
    refuseIncomplete(point)
    const users = body.users === undefined ? undefined : await userIds(deps, company.id, body.users)
    const restore = newRestore(deps, point, actor, body.dryRun, users)
    if (restore.dryRun) return start(deps, restore)
    const owner = { kind: 'restore', id: restore.id } as const
    await lockCompany(deps)(company.id, { ...owner, by: restore.startedBy, since: restore.startedAt })
    try {
      return await start(deps, restore)
    } catch (error) {
      await deps.releaseLock(company.id, owner)
      throw error
    }
  }

function refuseIncomplete(point: RestorePoint): void {
  if (point.status === 'complete') return
  throw new Problem(
    'restore-point-damaged',
    point.status === 'securing' ? 'This restore point is not complete yet.' : 'This restore point was never completed.',
    { advice: 'Choose another restore point.' },
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
    safetyPointId: dryRun ? undefined : `before-${id}`,
  }
}

async function start(deps: Deps, restore: Restore): Promise<z.input<typeof restoreShape>> {
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
  await deps.startRestoreExecution(`restore-${id}`, input)
  return viewRestore((await deps.getRestore(companyId, id)) ?? restore, [])
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

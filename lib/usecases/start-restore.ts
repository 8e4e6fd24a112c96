import type { z } from 'zod'
import type { restore as restoreShape } from '../contracts/restores.ts'
import type { Company, User } from '../domain/companies.ts'
import { Problem } from '../domain/problems.ts'
import type { RestorePoint } from '../domain/restore-points.ts'
import { requireAdministrator } from './access.ts'
import { refuseHalves, type MovesDeps } from './moved-since.ts'
import { chosenIds, startRestoring, type RestoreBody, type StartDeps } from './restoring/start.ts'
import { showRestorePoint } from './show-restore-point.ts'
import { refuseCrmManaged } from './start-import.ts'

interface Args {
  readonly path: { readonly restorePointId: string }
  readonly body: RestoreBody
  readonly actor: User
  readonly company: Company
}
type Deps = StartDeps & MovesDeps

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
        advice: 'See which there are (muster restore-points list).',
      })
    }
    refuseUnusable(await showRestorePoint(deps, point), deps.now())
    const users = await chosenIds(deps, { actor, company }, body.users)
    if (users !== undefined) await refuseHalves(deps, company.id, point.createdAt, users)
    return startRestoring(deps, { company, actor, dryRun: body.dryRun, users, what: { restorePointId: point.id } })
  }

function refuseUnusable(point: RestorePoint, now: string): void {
  const advice = 'Choose another restore point.'
  if (point.status === 'complete') {
    if (point.expiresAt === undefined || now < point.expiresAt) return
    throw new Problem('restore-point-damaged', `This restore point was kept until ${point.expiresAt}.`, { advice })
  }
  if (point.status === 'deleting') {
    throw new Problem('restore-point-damaged', 'This restore point was deleted.', { advice })
  }
  throw new Problem(
    'restore-point-damaged',
    point.status === 'securing' ? 'This restore point is not complete yet.' : 'This restore point was never completed.',
    { advice },
  )
}

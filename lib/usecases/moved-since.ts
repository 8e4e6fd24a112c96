import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Restore } from '../domain/restores.ts'
import type { Ports } from '../ports/ports.ts'

export type MovesDeps = Pick<
  Ports,
  'listImports' | 'listImportUsers' | 'getImport' | 'listRestores' | 'getRestore' | 'getRestorePoint'
>

const PAGE = 100

/**
 * Users between whom customers were moved since a moment go back to it together, or a customer would be lost or there
 * twice.
 * @throws Problem `invalid-request` that names the others
 */
export async function refuseHalves(
  deps: MovesDeps,
  companyId: string,
  since: string,
  users: readonly string[],
): Promise<void> {
  const missing = [...(await movedSince(deps, companyId, since, users)).values()].sort()
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

/**
 * The users between whom and the chosen ones customers were moved since a moment, other than the chosen: put back alone,
 * one of the two would lose a customer to nobody, or have it beside the other. By user ID, with their e-mail addresses.
 */
async function movedSince(
  deps: MovesDeps,
  companyId: string,
  since: string,
  chosen: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const moves = await movesSince(deps, companyId, await reachBack(deps, companyId, since))
  const together = new Map<string, string>()
  const known = new Set(chosen)
  // Whoever is added may have exchanged customers with others again.
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false
    for (const [one, other] of moves.flatMap(([from, to]) => [[from, to] as const, [to, from] as const])) {
      if (!known.has(one.userId) || known.has(other.userId)) continue
      known.add(other.userId)
      together.set(other.userId, other.email)
      isGrowing = true
    }
  }
  return together
}

/**
 * The moment since when moves count. Restores and undos since then may have put back what was moved before it, and those
 * before them what was moved before that.
 */
async function reachBack(deps: MovesDeps, companyId: string, since: string): Promise<string> {
  let earliest = since
  for await (const restore of restores(deps, companyId)) {
    if (restore.dryRun || (restore.endedAt !== undefined && restore.endedAt < earliest)) continue
    const origin = await originOf(deps, restore)
    if (origin < earliest) earliest = origin
  }
  return earliest
}

/** From when the places of customers are that a restore, or what an undo takes back, brings about. */
export async function originOf(deps: MovesDeps, restore: Restore): Promise<string> {
  const { companyId, undoes, restorePointId = '', startedAt } = restore
  if (undoes === undefined) return (await deps.getRestorePoint(companyId, restorePointId))?.createdAt ?? BEFORE_ALL
  if (undoes.kind === 'import') {
    const item = await deps.getImport(companyId, undoes.id)
    return item !== undefined && isMoving(item) ? (item.endedAt ?? BEFORE_ALL) : startedAt
  }
  const before = await deps.getRestore(companyId, undoes.id)
  return before === undefined ? BEFORE_ALL : originOf(deps, before)
}

const BEFORE_ALL = ''
const isMoving = ({ configuration }: Import): boolean => configuration?.transfer?.mode === 'move'

/** All restores and undos, newest first. */
async function* restores({ listRestores }: MovesDeps, companyId: string): AsyncGenerator<Restore, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await listRestores(companyId, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.restores
    cursor = page.cursor
  } while (cursor !== undefined)
}

interface Named {
  readonly userId: string
  readonly email: string
}

/** From whom to whom customers went by imports that wrote after this moment. */
async function movesSince(deps: MovesDeps, companyId: string, since: string): Promise<(readonly [Named, Named])[]> {
  const moves: (readonly [Named, Named])[] = []
  for await (const item of moving(deps, companyId)) {
    if (item.endedAt !== undefined && item.endedAt < since) continue
    for (const { userId, email, takenFrom = [] } of await deps.listImportUsers(companyId, item.id)) {
      for (const from of takenFrom) moves.push([from, { userId, email }])
    }
  }
  return moves
}

/** The company's imports that move customers. */
async function* moving({ listImports }: MovesDeps, companyId: string): AsyncGenerator<Import, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await listImports(companyId, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.imports.filter(isMoving)
    cursor = page.cursor
  } while (cursor !== undefined)
}

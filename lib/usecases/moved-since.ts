import type { Import } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'

type Deps = Pick<Ports, 'listImports' | 'listImportUsers'>

const PAGE = 100

/**
 * The users between whom and the chosen ones customers were moved since a moment, other than the chosen: put back alone,
 * one of the two would lose a customer to nobody, or have it beside the other. By user ID, with their e-mail addresses.
 */
export async function movedSince(
  deps: Deps,
  companyId: string,
  since: string,
  chosen: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const moves = await movesSince(deps, companyId, since)
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

interface Named {
  readonly userId: string
  readonly email: string
}

/** From whom to whom customers went by imports that wrote after this moment. */
async function movesSince(deps: Deps, companyId: string, since: string): Promise<(readonly [Named, Named])[]> {
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
async function* moving({ listImports }: Deps, companyId: string): AsyncGenerator<Import, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await listImports(companyId, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.imports.filter(({ configuration }) => configuration?.transfer?.mode === 'move')
    cursor = page.cursor
  } while (cursor !== undefined)
}

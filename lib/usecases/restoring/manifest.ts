import { z } from 'zod'
import { manifestKey } from '../../contracts/keys.ts'
import type { Manifest } from '../../domain/restore-points.ts'
import type { Ports } from '../../ports/ports.ts'

const securedUser = z.object({
  userId: z.string(),
  email: z.string(),
  key: z.string(),
  records: z.number(),
  bytes: z.number(),
  sha256: z.string(),
})
const manifest = z.object({
  version: z.literal(1),
  companyId: z.string(),
  restorePointId: z.string(),
  createdAt: z.string(),
  users: z.array(securedUser).readonly(),
  /** Points that are older than undos have none. */
  undone: z
    .array(z.object({ id: z.string(), userId: z.string(), undoId: z.string() }))
    .readonly()
    .default([]),
})

/** The manifest of a restore point; undefined if it is missing or cannot be read. What else is damaged shows at the objects, whose hashes it holds. */
export async function findManifest(
  { findJson }: Pick<Ports, 'findJson'>,
  companyId: string,
  restorePointId: string,
): Promise<Manifest | undefined> {
  const found = await findJson(manifestKey(companyId, restorePointId)).catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined
    throw error
  })
  return manifest.safeParse(found).data
}

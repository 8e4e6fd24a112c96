import type { z } from 'zod'
import type { configurationChange } from '../contracts/saved-configurations.ts'
import type { SavedConfiguration } from '../domain/saved-configurations.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'
import { personOf } from './person.ts'
import { openConfiguration, refuseUnsaved, refuseUnusable, requireImporter } from './saved-configurations.ts'

type Args = Caller & {
  readonly path: { readonly configurationId: string }
  readonly body: z.output<typeof configurationChange>
}

/**
 * Replaces name and content of a saved configuration, if it still has the revision that was seen.
 * @throws Problem `import-not-permitted`, `configuration-invalid`, `not-found`, `record-changed`, `duplicate-key`
 */
export const putConfiguration =
  (deps: Pick<Ports, 'getCustomFields' | 'getConfiguration' | 'putConfiguration' | 'now'>) =>
  async ({ path, body: { name, configuration, revision }, ...caller }: Args): Promise<SavedConfiguration> => {
    requireImporter(caller)
    await refuseUnusable(deps, caller.company.id, configuration)
    const before = await openConfiguration(deps, caller.company.id, path.configurationId)
    const saved: SavedConfiguration = {
      ...before,
      name,
      recordType: configuration.recordType,
      updatedBy: personOf(caller.actor),
      updatedAt: deps.now(),
      revision: revision + 1,
      configuration,
    }
    refuseUnsaved(await deps.putConfiguration(caller.company.id, saved, revision))
    return saved
  }

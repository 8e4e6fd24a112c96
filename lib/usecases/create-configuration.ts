import type { z } from 'zod'
import type { newConfiguration } from '../contracts/saved-configurations.ts'
import type { SavedConfiguration } from '../domain/saved-configurations.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'
import { personOf } from './person.ts'
import { refuseUnsaved, refuseUnusable, requireImporter } from './saved-configurations.ts'

type Args = Caller & { readonly body: z.output<typeof newConfiguration> }

/**
 * Saves a configuration under a name of its own.
 * @throws Problem `import-not-permitted`, `configuration-invalid`, `duplicate-key` for a name in use, `invalid-request` if
 *   there are too many
 */
export const createConfiguration =
  (deps: Pick<Ports, 'getCustomFields' | 'putConfiguration' | 'newId' | 'now'>) =>
  async ({ body: { name, configuration }, ...caller }: Args): Promise<SavedConfiguration> => {
    requireImporter(caller)
    await refuseUnusable(deps, caller.company.id, configuration)
    const by = personOf(caller.actor)
    const at = deps.now()
    const saved: SavedConfiguration = {
      id: deps.newId(),
      name,
      recordType: configuration.recordType,
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
      revision: 1,
      configuration,
    }
    refuseUnsaved(await deps.putConfiguration(caller.company.id, saved, 0))
    return saved
  }

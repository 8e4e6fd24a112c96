import type { SavedConfigurationLine } from '../domain/saved-configurations.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'
import { requireImporter } from './saved-configurations.ts'

/**
 * The saved configurations of the company, oldest first, without what they say.
 * @throws Problem `import-not-permitted`
 */
export const listConfigurations =
  (deps: Pick<Ports, 'listConfigurations'>) =>
  async (caller: Caller): Promise<{ importConfigurations: SavedConfigurationLine[] }> => {
    requireImporter(caller)
    return { importConfigurations: await deps.listConfigurations(caller.company.id) }
  }

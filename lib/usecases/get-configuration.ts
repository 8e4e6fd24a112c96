import type { SavedConfiguration } from '../domain/saved-configurations.ts'
import type { Ports } from '../ports/ports.ts'
import type { Caller } from './access.ts'
import { openConfiguration, requireImporter } from './saved-configurations.ts'

/**
 * One saved configuration.
 * @throws Problem `import-not-permitted`, `not-found`
 */
export const getConfiguration =
  (deps: Pick<Ports, 'getConfiguration'>) =>
  async ({
    path,
    ...caller
  }: Caller & { readonly path: { readonly configurationId: string } }): Promise<SavedConfiguration> => {
    requireImporter(caller)
    return openConfiguration(deps, caller.company.id, path.configurationId)
  }

import type { Ports } from '../ports/ports.ts'
import { notFound, type Caller } from './access.ts'
import { requireImporter } from './saved-configurations.ts'

/**
 * Forgets a saved configuration. Imports that began with it keep what it said.
 * @throws Problem `import-not-permitted`, `not-found`
 */
export const deleteConfiguration =
  (deps: Pick<Ports, 'removeConfiguration'>) =>
  async ({ path, ...caller }: Caller & { readonly path: { readonly configurationId: string } }): Promise<void> => {
    requireImporter(caller)
    if (!(await deps.removeConfiguration(caller.company.id, path.configurationId))) {
      throw notFound('saved import configuration')
    }
  }

import type { ImportConfiguration } from '../domain/configuration.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'

/**
 * The configuration of an import as a document, for the next time.
 * @throws Problem `not-found`, also before the import has one
 */
export const getImportConfiguration =
  (deps: Pick<Ports, 'getImport'>) =>
  async ({
    path,
    ...caller
  }: Caller & { readonly path: { readonly importId: string } }): Promise<ImportConfiguration> => {
    const { configuration } = await visibleImport(deps, caller, path.importId)
    if (configuration !== undefined) return configuration
    throw new Problem('not-found', 'This import has no configuration yet.', { advice: 'Give its settings first.' })
  }

import { importConfiguration } from '../contracts/configuration.ts'
import type { ImportConfiguration } from '../domain/configuration.ts'
import { checkConfiguration } from '../domain/configurations.ts'
import { mayImport } from '../domain/companies.ts'
import { Problem } from '../domain/problems.ts'
import { MOST_SAVED_CONFIGURATIONS, type SavedConfiguration } from '../domain/saved-configurations.ts'
import type { PutConfiguration } from '../ports/configurations.ts'
import type { Ports } from '../ports/ports.ts'
import { notFound, type Caller } from './access.ts'
import { recordTypeOf } from './record-type-of.ts'

/**
 * Saved configurations belong to those who may import.
 * @throws Problem `import-not-permitted`
 */
export function requireImporter({ actor, company }: Caller): void {
  if (mayImport(company, actor)) return
  throw new Problem('import-not-permitted', 'Saved import configurations belong to those who may import.', {
    advice: 'Ask an administrator to change the import permission in the settings.',
    details: { importPermission: company.importPermission, level: actor.level },
  })
}

/**
 * Refuses a configuration that would fit no file at all: fields that are not there, mapped twice, no key.
 * @throws Problem `configuration-invalid`
 */
export async function refuseUnusable(
  deps: Pick<Ports, 'getCustomFields'>,
  companyId: string,
  configuration: ImportConfiguration,
): Promise<void> {
  const { assignment, mapping, sheet } = configuration
  const columns = [assignment.column, ...mapping.map(({ column }) => column)]
  const type = await recordTypeOf(deps, companyId, configuration.recordType)
  const problems = checkConfiguration(type, configuration, columns, [sheet])
  if (problems.length === 0) return
  throw new Problem('configuration-invalid', 'The configuration cannot be used, whatever the file.', {
    advice: 'Correct the places named and save it again.',
    places: problems.map(({ pointer = '', ...place }) => ({ ...place, pointer: `/body/configuration${pointer}` })),
  })
}

/**
 * A saved configuration, brought to the version of today if it was saved by an older one.
 * @throws Problem `not-found`
 */
export async function openConfiguration(
  { getConfiguration }: Pick<Ports, 'getConfiguration'>,
  companyId: string,
  id: string,
): Promise<SavedConfiguration> {
  const saved = await getConfiguration(companyId, id)
  if (saved === undefined) throw notFound('saved import configuration')
  return { ...saved, configuration: importConfiguration.parse(saved.configuration) }
}

/**
 * Says why a configuration was not saved.
 * @throws Problem `duplicate-key`, `record-changed`, `not-found`, `invalid-request`
 */
export function refuseUnsaved(answer: Awaited<ReturnType<PutConfiguration>>): void {
  switch (answer.kind) {
    case 'written':
      return
    case 'taken':
      throw new Problem('duplicate-key', `There is a saved configuration "${answer.by.name}" already.`, {
        advice: 'Choose another name, or change that one.',
        details: { id: answer.by.id },
        places: [{ pointer: '/body/name', value: answer.by.name }],
      })
    case 'changed': {
      const { current } = answer
      if (current === undefined) throw notFound('saved import configuration')
      throw new Problem(
        'record-changed',
        `${current.updatedBy.name} changed "${current.name}" at ${current.updatedAt}: it has revision ${current.revision} now.`,
        {
          advice: 'Look at what it is now, and save yours with that revision.',
          details: { revision: current.revision },
        },
      )
    }
    case 'full':
      throw new Problem('invalid-request', `The company has ${MOST_SAVED_CONFIGURATIONS} saved configurations.`, {
        advice: 'Delete some that are not used any more.',
      })
  }
}

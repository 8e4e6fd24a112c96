import type { z } from 'zod'
import { uploadKey } from '../contracts/keys.ts'
import type { newImport, startedImport } from '../contracts/imports.ts'
import { mayImport, normaliseEmail, type Company, type User } from '../domain/companies.ts'
import type { ImportConfiguration } from '../domain/configuration.ts'
import type { Import } from '../domain/imports.ts'
import { Problem } from '../domain/problems.ts'
import type { Ports } from '../ports/ports.ts'
import { lockCompany, type LockDeps } from './company-lock.ts'
import { personOf } from './person.ts'
import { openConfiguration } from './saved-configurations.ts'
import { viewImport } from './view-import.ts'

const UPLOAD_WITHIN_SECONDS = 60 * 60

type Deps = LockDeps &
  Pick<
    Ports,
    | 'createImport'
    | 'listUsers'
    | 'presignUpload'
    | 'newId'
    | 'releaseLock'
    | 'getConfiguration'
    | 'noteConfigurationUsed'
  >

interface Args {
  readonly body: z.output<typeof newImport>
  readonly actor: User
  readonly company: Company
}

/**
 * Begins an import: takes the company's lock and gives the form that uploads the file. The upload, nothing else, starts the workflow.
 * @throws Problem `crm-managed`, `import-not-permitted`, `configuration-invalid`, `company-busy`, `invalid-request`,
 *   `not-found` for a saved configuration that is not there
 */
export const startImport =
  (deps: Deps) =>
  async ({ body, actor, company }: Args): Promise<z.input<typeof startedImport>> => {
    refuseImport(company, actor)
    const configuration = await configurationOf(deps, company.id, body)
    await refuseUnknown(deps, company.id, body.exclude)
    const id = deps.newId()
    const startedAt = deps.now()
    const startedBy = personOf(actor)
    await lockCompany(deps)(company.id, { kind: 'import', id, by: startedBy, since: startedAt })
    try {
      const key = uploadKey(company.id, id)
      const { maxBytes } = company.limits
      const form = await deps.presignUpload(key, { maxBytes, expiresInSeconds: UPLOAD_WITHIN_SECONDS })
      const expiresAt = new Date(Date.parse(startedAt) + UPLOAD_WITHIN_SECONDS * 1000).toISOString()
      const item: Import = {
        companyId: company.id,
        id,
        recordType: body.recordType,
        status: 'awaiting-upload',
        fileName: body.fileName,
        startedBy,
        startedAt,
        round: 1,
        selection: body.selection,
        exclude: body.exclude.map(normaliseEmail),
        decide: body.decide,
        ...(configuration === undefined ? {} : { configuration }),
        ...(body.configurationId === undefined ? {} : { configurationId: body.configurationId }),
        ...(body.suggested === undefined ? {} : { suggested: body.suggested }),
        settingsRound: 0,
        selectionRound: 0,
        upload: { key, expiresAt, maxBytes },
        attempt: 1,
        limits: company.limits,
        lockSince: startedAt,
        timeline: [{ at: startedAt, status: 'awaiting-upload', by: startedBy.email }],
        revision: 1,
      }
      if (body.configurationId !== undefined) {
        await deps.noteConfigurationUsed(company.id, body.configurationId, startedAt)
      }
      await deps.createImport(item)
      return { import: viewImport(item, { users: [] }), upload: { ...form, expiresAt, maxBytes } }
    } catch (error) {
      await deps.releaseLock(company.id, { kind: 'import', id, since: startedAt })
      throw error
    }
  }

/**
 * The configuration an import begins with: given, or saved under the id that is given.
 * @throws Problem `not-found`, `configuration-invalid`, `invalid-request`
 */
async function configurationOf(
  deps: Pick<Ports, 'getConfiguration'>,
  companyId: string,
  { configuration: given, configurationId, recordType }: Args['body'],
): Promise<ImportConfiguration | undefined> {
  if (given !== undefined && configurationId !== undefined) {
    throw new Problem('invalid-request', 'Give either a configuration or the id of a saved one, not both.', {
      places: [{ pointer: '/body/configurationId', message: 'stands beside a configuration' }],
    })
  }
  const configuration =
    configurationId === undefined ? given : (await openConfiguration(deps, companyId, configurationId)).configuration
  if (configuration !== undefined && configuration.recordType !== recordType) {
    throw new Problem(
      'configuration-invalid',
      `This configuration is for ${configuration.recordType}, not for ${recordType}.`,
      { advice: 'Choose the record type of the configuration, or another configuration.' },
    )
  }
  return configuration
}

/** A misspelt exclusion would import the very user who was to be left out. @throws Problem `invalid-request` */
async function refuseUnknown(
  deps: Pick<Ports, 'listUsers'>,
  companyId: string,
  exclude: readonly string[],
): Promise<void> {
  if (exclude.length === 0) return
  const known = new Set((await deps.listUsers(companyId)).map(({ email }) => normaliseEmail(email)))
  const places = exclude.flatMap((email, index) =>
    known.has(normaliseEmail(email))
      ? []
      : [{ pointer: `/body/exclude/${index}`, value: email, message: 'is the e-mail address of no account' }],
  )
  if (places.length === 0) return
  throw new Problem('invalid-request', 'The exclusions name nobody.', {
    advice: 'Correct the e-mail addresses (muster users list).',
    places,
  })
}

/**
 * Records that are kept in another system are not to be written here, by whomever.
 * @throws Problem `crm-managed`
 */
export function refuseCrmManaged(company: Company): void {
  if (company.crmIntegration !== 'none') {
    const system = { salesforce: 'Salesforce', dynamics: 'Dynamics' }[company.crmIntegration]
    throw new Problem('crm-managed', `${company.name} is synchronised with ${system}; its records are kept there.`, {
      advice: `Import the data into ${system}, or end the synchronisation in the company's settings.`,
      details: { crmIntegration: company.crmIntegration },
    })
  }
}

/**
 * Whether this person may import in this company at all.
 * @throws Problem `crm-managed`, `import-not-permitted`
 */
export function refuseImport(company: Company, actor: User): void {
  refuseCrmManaged(company)
  if (!mayImport(company, actor)) {
    throw new Problem('import-not-permitted', 'Your account may not import in this company.', {
      advice: 'Ask an administrator to import, or to change the import permission in the settings.',
      details: { importPermission: company.importPermission, level: actor.level },
    })
  }
}

import { existsSync } from 'node:fs'
import type { AnswerOf, Client } from '../lib/contracts/client.ts'
import type { ImportConfiguration } from '../lib/domain/configuration.ts'
import { Problem } from '../lib/domain/problems.ts'
import { sameConfigurationName } from '../lib/domain/saved-configurations.ts'
import { UsageError } from './exit-codes.ts'
import { readConfiguration } from './files.ts'
import { plain } from './output.ts'

export type SavedConfiguration = AnswerOf<'getConfiguration'>
type SavedConfigurationLine = AnswerOf<'listConfigurations'>['importConfigurations'][number]

/** A configuration that was named on the command line, and its id if it is a saved one. */
export interface ChosenConfiguration {
  readonly configuration: ImportConfiguration
  readonly id?: string
}

/**
 * What `--config` names: a file if there is one, else a configuration saved under this name.
 * @throws Problem `not-found` if it is neither; what reading the file or asking the server throws
 */
export async function chooseConfiguration(client: Client, fileOrName: string): Promise<ChosenConfiguration> {
  if (existsSync(fileOrName)) return { configuration: await readConfiguration(fileOrName) }
  const { id, configuration } = await openSaved(
    client,
    fileOrName,
    `There is neither a file nor a saved configuration "${plain(fileOrName)}".`,
  )
  return { id, configuration }
}

/**
 * The saved configuration of this name, or of this id.
 * @throws Problem `not-found`, naming those there are
 */
export async function openSaved(
  client: Client,
  nameOrId: string,
  message = `There is no saved configuration "${plain(nameOrId)}".`,
): Promise<SavedConfiguration> {
  const { found, names } = await lookUp(client, nameOrId)
  if (found !== undefined) return client.getConfiguration({ path: { configurationId: found.id } })
  throw new Problem('not-found', message, {
    advice:
      names.length === 0
        ? 'No configuration is saved yet: muster configs put NAME FILE saves one.'
        : `Saved are: ${names.map(plain).join(', ')}.`,
  })
}

async function lookUp(
  client: Client,
  nameOrId: string,
): Promise<{ found: SavedConfigurationLine | undefined; names: string[] }> {
  const { importConfigurations: lines } = await client.listConfigurations()
  const found =
    lines.find(({ name }) => sameConfigurationName(name, nameOrId)) ?? lines.find(({ id }) => id === nameOrId)
  return { found, names: lines.map(({ name }) => name) }
}

/**
 * Saves a configuration under a name, or in place of the one that has the name.
 * @param revision the one that was seen of it; without it, what is there now is replaced
 */
export async function saveAs(
  client: Client,
  name: string,
  configuration: ImportConfiguration,
  { rename = name, revision }: { rename?: string | undefined; revision?: number | undefined } = {},
): Promise<SavedConfiguration> {
  const { found } = await lookUp(client, name)
  if (found === undefined) {
    if (revision !== undefined) throw new Problem('not-found', `There is no saved configuration "${plain(name)}".`)
    return client.createConfiguration({ body: { name: rename, configuration } })
  }
  return client.putConfiguration({
    path: { configurationId: found.id },
    // Written otherwise, the name of the one that is there stays.
    body: { name: rename === name ? found.name : rename, configuration, revision: revision ?? found.revision },
  })
}

/**
 * A name that means a configuration of another record type is refused before anything is done that it was to be kept of.
 * @throws UsageError
 */
export async function refuseOtherType(client: Client, name: string, recordType: string): Promise<void> {
  const { found } = await lookUp(client, name)
  if (found === undefined || found.recordType === recordType) return
  throw new UsageError(`"${plain(found.name)}" is a saved configuration of ${found.recordType}. Choose another name.`)
}

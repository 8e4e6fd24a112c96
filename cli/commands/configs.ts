import { type Command, Option } from 'commander'
import { configurationSchema } from '../../lib/contracts/configuration.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { openSaved, saveAs } from '../configurations.ts'
import { readConfiguration, save } from '../files.ts'
import { openInvocation } from '../invocation.ts'
import { plain, print, printJson, say, table } from '../output.ts'
import { positiveInteger } from './inspect.ts'

interface PutOptions {
  readonly rename?: string
  readonly revision?: number
}

/** `muster configs list|get|put|delete|schema`: import configurations that a company keeps under names. */
export function addConfigsCommands(program: Command): void {
  const group = program.command('configs').description('keep import configurations under names')
  group
    .command('list')
    .description('the saved configurations')
    .addOption(new Option('--type <type>', 'only of this record type').choices(RECORD_TYPE_NAMES))
    .addHelpText('after', '\nExample:\n  $ muster configs list --type customers')
    .action(async ({ type }: { type?: RecordTypeName }, command: Command) => {
      const { client, json } = openInvocation(command)
      const { importConfigurations } = await client.listConfigurations()
      const lines = importConfigurations.filter(({ recordType }) => type === undefined || recordType === type)
      if (json) return printJson(lines)
      const rows = lines.map(({ name, recordType, revision, updatedAt, updatedBy, lastUsedAt }) => [
        name,
        recordType,
        revision,
        updatedAt,
        updatedBy.email,
        lastUsedAt,
      ])
      const titles = ['Name', 'Type', 'Revision', 'Changed', 'By', 'Last used'].map((title) => ({ title }))
      await print(table(titles, rows))
    })
  group
    .command('get <name>')
    .description('the document of a saved configuration; --json says also whose it is and which revision')
    .option('--out <file>', 'save it in this file')
    .addHelpText('after', '\nExample:\n  $ muster configs get "ERP monthly" --out erp.json')
    .action(async (name: string, { out }: { out?: string }, command: Command) => {
      const { client, json } = openInvocation(command)
      const saved = await openSaved(client, name)
      if (json) await printJson(saved)
      else await save(`${JSON.stringify(saved.configuration, null, 2)}\n`, out ?? '-')
    })
  group
    .command('put <name> <file>')
    .description('save a configuration under a name, or in place of the one that has the name')
    .option('--rename <name>', 'what it is called from now on')
    .option('--revision <number>', 'the revision that was seen; refused if it was changed since', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster configs put "ERP monthly" erp.json --revision 3')
    .action(async (name: string, file: string, options: PutOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const saved = await saveAs(client, name, await readConfiguration(file), options)
      if (json) await printJson(saved)
      else say(`Saved as "${plain(saved.name)}", revision ${saved.revision}.`)
    })
  group
    .command('delete <name>')
    .description('forget a saved configuration; imports that began with it keep theirs')
    .addHelpText('after', '\nExample:\n  $ muster configs delete "ERP monthly"')
    .action(async (name: string, _: object, command: Command) => {
      const { client, json } = openInvocation(command)
      const { id, name: deleted } = await openSaved(client, name)
      await client.deleteConfiguration({ path: { configurationId: id } })
      if (json) await printJson({ id, name: deleted })
      else say(`"${plain(deleted)}" is forgotten.`)
    })
  group
    .command('schema')
    .description('the JSON Schema of an import configuration, for editors; needs no server')
    .addHelpText('after', '\nExample:\n  $ muster configs schema > import-configuration.schema.json')
    .action(async () => printJson(configurationSchema()))
}

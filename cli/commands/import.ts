import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { Client } from '../../lib/contracts/client.ts'
import { ASSIGNMENT_MODES, IMPORT_MODES } from '../../lib/domain/configuration.ts'
import { sameData } from '../../lib/domain/equality.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import { UsageError, type ExitCode } from '../exit-codes.ts'
import { chooseConfiguration, refuseOtherType, saveAs, type ChosenConfiguration } from '../configurations.ts'
import { sizeOf } from '../files.ts'
import type { ImportState } from '../import/answers.ts'
import { collectCorrection } from '../import/corrections.ts'
import { answersFor, importFile, type NewImport } from '../import/run.ts'
import { withOverrides, type Overrides } from '../import/settings.ts'
import { reportEnd } from '../import/summary.ts'
import { describeError, plain, say } from '../output.ts'
import { openInvocation, type Invocation } from '../invocation.ts'

export interface ImportOptions extends Overrides {
  readonly type: RecordTypeName
  readonly config?: string
  readonly saveConfig?: string
  readonly exclude?: readonly string[]
  readonly decide: 'ask' | 'import-all'
  readonly acceptSuggestions?: boolean
}

/** `muster import FILE`: the whole import, from the file to the summary. */
export function addImportCommand(program: Command): void {
  program
    .command('import <file>')
    .description('import a file into the accounts of the users its rows belong to')
    .addOption(new Option('--type <type>', 'what the rows are').choices(RECORD_TYPE_NAMES).makeOptionMandatory())
    .option(
      '--config <file|name>',
      'import configuration: a JSON document, or the name of a saved one; without it the suggested settings are used if they cover what is required',
    )
    .addOption(new Option('--assign <by>', 'how users are named in the file').choices(ASSIGNMENT_MODES))
    .option('--assign-column <name>', 'the column that names them')
    .addOption(
      new Option(
        '--mode <mode>',
        'create: only new records; update: also change those there are; update-and-delete: also remove those not in the file',
      ).choices(IMPORT_MODES),
    )
    .option(
      '--correct <value=e-mail>',
      'whom a value of that column means that belongs to no user; repeatable, and kept in the configuration',
      collectCorrection,
    )
    .option(
      '--accept-suggestions',
      'accept whom such values mean where one user is meant surely (misspelt domain, lost zeros, a name); without it their rows are not imported',
    )
    .option('--save-config <name>', 'save the configuration under this name when the import is completed')
    .option('--exclude <e-mail...>', 'users who are left out')
    .addOption(
      new Option('--decide <how>', 'ask after the preview of each user, or import all without asking')
        .choices(['ask', 'import-all'])
        .default('ask'),
    )
    .addHelpText(
      'after',
      `
Without a terminal, decisions are read line by line from stdin: import, skip, import-all, back [CONFIGURATION], cancel.

Examples:
  $ muster import customers.xlsx --type customers
  $ muster import erp.csv --type customers --config erp.json --decide import-all --json
  $ muster import customers.xlsx --type customers --save-config "ERP monthly"
  $ muster import erp.xlsx --type customers --correct 107=bjoern.lange@nordwind.example --accept-suggestions
  $ muster import tasks.ods --type tasks --assign employee-number --assign-column Personalnummer
  $ printf 'import\\nskip\\nimport-all\\n' | muster import customers.xlsx --type customers`,
    )
    .action(async (file: string, options: ImportOptions, command: Command) => {
      process.exitCode = await runImport(openInvocation(command), file, options)
    })
}

async function runImport(invocation: Invocation, file: string, options: ImportOptions): Promise<ExitCode> {
  const { client } = invocation
  await sizeOf(file)
  const chosen = options.config === undefined ? undefined : await chooseConfiguration(client, options.config)
  if (options.saveConfig !== undefined) await refuseOtherType(client, options.saveConfig, options.type)
  const body = newImportOf(basename(file), options, chosen, invocation.interactive)
  const answers = answersFor(invocation, options)
  try {
    const ended = await importFile(invocation, file, body, answers)
    const exitCode = await reportEnd(invocation, ended)
    if (options.saveConfig !== undefined) await keepConfiguration(client, ended, options.saveConfig)
    return exitCode
  } finally {
    answers.close?.()
  }
}

/** The request that starts the import: everything that is known already, so that nothing waits for it later. */
export function newImportOf(
  fileName: string,
  options: ImportOptions,
  chosen: ChosenConfiguration | undefined,
  interactive: boolean,
): NewImport {
  const { type: recordType, decide, exclude = [], assign, assignColumn, mode, correct, acceptSuggestions } = options
  if (chosen && chosen.configuration.recordType !== recordType) {
    throw new UsageError(`The configuration is for ${chosen.configuration.recordType}, but --type says ${recordType}.`)
  }
  return {
    recordType,
    fileName,
    // Suggestions are known, and can be accepted, only when the selection is due.
    selection: acceptSuggestions || (interactive && decide === 'ask') ? 'ask' : 'all',
    exclude: [...exclude],
    decide,
    ...(chosen
      ? configurationOf(chosen, options)
      : {
          suggested: {
            ...(assign === undefined ? {} : { assign }),
            ...(assignColumn === undefined ? {} : { assignColumn }),
            ...(mode === undefined ? {} : { mode }),
            ...(correct === undefined ? {} : { corrections: correct }),
          },
        }),
  }
}

/** A saved configuration goes by its id, unless the command line says something else than it does. */
function configurationOf(
  { id, configuration }: ChosenConfiguration,
  overrides: Overrides,
): Pick<NewImport, 'configuration' | 'configurationId'> {
  const wanted = withOverrides(configuration, overrides)
  return id !== undefined && sameData(wanted, configuration) ? { configurationId: id } : { configuration: wanted }
}

/** Keeps what a completed import was made by. That this fails is said, and the import is no less completed. */
async function keepConfiguration(client: Client, { id: importId, status }: ImportState, name: string): Promise<void> {
  if (status !== 'completed') return say(`The configuration was not saved: the import is ${status}.`)
  try {
    const configuration = await client.getImportConfiguration({ path: { importId } })
    const saved = await saveAs(client, name, configuration)
    say(`The configuration is saved as "${plain(saved.name)}", revision ${saved.revision}.`)
  } catch (error) {
    say(`The configuration was not saved. ${describeError(error).text}`)
  }
}

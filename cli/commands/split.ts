import { type Command, Option } from 'commander'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { ASSIGNMENT_MODES, IMPORT_MODES, type ImportConfiguration } from '../../lib/domain/configuration.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { RECORD_TYPE_NAMES, type RecordTypeName } from '../../lib/domain/record-types/types.ts'
import type { KnownUser, PartLimits } from '../../lib/domain/splitting.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'
import { chooseConfiguration, type ChosenConfiguration } from '../configurations.ts'
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts'
import { openFile, readConfiguration, sizeOf } from '../files.ts'
import { collectCorrection } from '../import/corrections.ts'
import { answersFor, type AnswerOptions } from '../import/run.ts'
import { withOverrides, type Overrides } from '../import/settings.ts'
import { openInvocation, readGlobals, type Invocation } from '../invocation.ts'
import { print, printJson, say } from '../output.ts'
import { megabytes, startBar } from '../progress.ts'
import { planSplit, type SplitPlan } from '../split/plan.ts'
import { goOnText, largeText, partsText, splitDocument, totalText } from '../split/texts.ts'
import { uploadParts, type UploadedPart } from '../split/upload-parts.ts'
import { writeParts } from '../split/write-parts.ts'
import { positiveInteger } from './inspect.ts'

export interface SplitOptions extends Overrides {
  readonly out: string
  readonly maxRows?: number
  readonly maxUsers?: number
  readonly sheet?: string
  readonly headerRow?: number
  readonly force?: boolean
  readonly config?: string
  readonly upload?: boolean
  readonly type?: RecordTypeName
  readonly exclude?: readonly string[]
  readonly decide: 'ask' | 'import-all'
  readonly fromPart?: number
}

/** `muster split FILE`: files that keep within the limits of an import, whole users together. */
export function addSplitCommand(program: Command): void {
  program
    .command('split <file>')
    .description('split a file into parts that keep within the limits of an import, all rows of a user in one part')
    .requiredOption('--out <dir>', 'the folder for the parts; made if it is not there')
    .option('--assign-column <name>', 'the column that says whose a row is; needed unless --config names it')
    .addOption(
      new Option('--assign <by>', 'how users are named in it (default: email, which ignores case and space)').choices(
        ASSIGNMENT_MODES,
      ),
    )
    .option(
      '--max-rows <count>',
      'most rows in a part (default: 100000; with --upload that of the company)',
      positiveInteger,
    )
    .option(
      '--max-users <count>',
      'most users in a part (default: 100; with --upload that of the company)',
      positiveInteger,
    )
    .option('--sheet <name>', 'this sheet instead of the one with most data')
    .option('--header-row <row>', 'the row of the column titles, if it is not found by itself', positiveInteger)
    .option('--force', 'replace the parts of an earlier split of this file')
    .option(
      '--config <file|name>',
      'import configuration: it says sheet, header row, column and corrections; the name of a saved one only with --upload',
    )
    .option(
      '--correct <value=e-mail>',
      'whom a value of that column means that belongs to no user: their rows stay together; repeatable',
      collectCorrection,
    )
    .option('--upload', 'import the parts one after the other, all by the settings of the first')
    .addOption(new Option('--type <type>', 'with --upload: what the rows are').choices(RECORD_TYPE_NAMES))
    .addOption(new Option('--mode <mode>', 'with --upload: the import mode').choices(IMPORT_MODES))
    .option('--exclude <e-mail...>', 'with --upload: users who are left out')
    .addOption(
      new Option('--decide <how>', 'with --upload: ask after the preview of each user, or import all without asking')
        .choices(['ask', 'import-all'])
        .default('ask'),
    )
    .option(
      '--from-part <number>',
      'with --upload: go on with this part; those before it are imported already',
      positiveInteger,
    )
    .addHelpText(
      'after',
      `
Parts are called "NAME - part 1 of 3.xlsx" (text files .csv). Each begins with the same rows up to the header, so that one
configuration fits all. A user's rows are all in one part, so that mode update-and-delete deletes only what is not in the
whole file. Rows without a user go where there is room. --upload stops at the first part that fails.

Examples:
  $ muster split erp.xlsx --out parts --assign-column "Betreuer E-Mail"
  $ muster split erp.csv --out parts --max-rows 50000 --assign employee-number --assign-column Personalnummer --json
  $ muster split erp.xlsx --out parts --upload --type customers --config "ERP monthly" --decide import-all
  $ muster split erp.xlsx --out parts --upload --type customers --config "ERP monthly" --decide import-all --from-part 2`,
    )
    .action(async (file: string, options: SplitOptions, command: Command) => {
      process.exitCode = options.upload
        ? await splitAndUpload(openInvocation(command), file, options)
        : await splitOnly(readGlobals(command).json, file, options)
    })
}

async function splitOnly(json: boolean, file: string, options: SplitOptions): Promise<ExitCode> {
  for (const name of ['type', 'mode', 'exclude', 'fromPart'] as const) {
    if (options[name] !== undefined) throw new UsageError(`--${kebab(name)} says how to import: give --upload as well.`)
  }
  const configuration = options.config === undefined ? undefined : await readConfiguration(options.config)
  const { plan, parts } = await split(file, options, configuration, COMPANY_DEFAULTS.limits)
  const { maxBytes } = COMPANY_DEFAULTS.limits
  const large = largeText(parts, maxBytes)
  if (large !== '') say(`${large} ${megabytes(maxBytes)} is what companies usually allow.`)
  if (json) await printJson(splitDocument(file, plan, parts))
  else await print(partsText(plan, parts))
  return EXIT.done
}

/**
 * Splits a file and imports its parts.
 * @throws Problem, UsageError, ApiProblem for what is wrong before the first part is begun; then nothing any more
 */
export async function splitAndUpload(invocation: Invocation, file: string, options: SplitOptions): Promise<ExitCode> {
  const { client, json } = invocation
  const { type } = options
  if (type === undefined) throw new UsageError('Say with --type what the rows are.')
  const { fromPart = 1, force } = options
  if (fromPart > 1 && force) throw new UsageError('--from-part goes on with the parts there are: leave out --force.')
  if (fromPart > 1 && options.config === undefined) {
    throw new UsageError('Say with --config by which settings the parts before were imported: all parts need the same.')
  }
  const chosen = options.config === undefined ? undefined : await chooseConfiguration(client, options.config)
  refuseTransfer(chosen, options)
  const [{ limits }, { users }] = await Promise.all([client.getCompany(), client.listUsers()])
  const { plan, parts, column } = await split(file, options, chosen?.configuration, limits, users)
  if (!json) await print(partsText(plan, parts))
  refuseLarge(parts, limits)
  if (fromPart > parts.length) throw new UsageError(`There are only ${parts.length} parts.`)
  const answers = answersFor(invocation, overridesOf(options, column))
  try {
    const uploaded = await uploadParts(invocation, parts, {
      options: { ...options, type, assignColumn: column },
      chosen,
      answers,
      column,
      notation: plan.inspection.notation,
      fromPart,
    })
    if (json) await printJson({ ...splitDocument(file, plan, parts), upload: uploaded })
    else await print(totalText(uploaded))
    const goOn = goOnText(uploaded.parts, chosen !== undefined)
    if (goOn !== '') say(goOn)
    return uploaded.exitCode
  } finally {
    answers.close?.()
  }
}

/** Rows can be few and long. Said before the first part is imported, for other limits make other parts. */
function refuseLarge(parts: readonly UploadedPart[], { maxBytes }: { readonly maxBytes: number }): void {
  const large = largeText(parts, maxBytes)
  if (large === '') return
  throw new Problem('too-large', `${large} An import may have ${megabytes(maxBytes)}. Nothing was imported.`, {
    advice: 'Split the file again with a smaller --max-rows and --force, or leave out columns that are not imported.',
  })
}

/** What answers an import's questions beside a person. Nobody is asked for the selection. */
function overridesOf({ config, mode, assign, correct }: SplitOptions, assignColumn: string): AnswerOptions {
  return {
    decide: 'import-all',
    assignColumn,
    ...(config === undefined ? {} : { config }),
    ...(mode === undefined ? {} : { mode }),
    ...(assign === undefined ? {} : { assign }),
    ...(correct === undefined ? {} : { correct }),
  }
}

/** Splits and writes. `users` are the company's, where it is asked. */
async function split(
  file: string,
  options: SplitOptions,
  configuration: ImportConfiguration | undefined,
  limits: PartLimits,
  users?: readonly KnownUser[],
): Promise<{ plan: SplitPlan; parts: readonly UploadedPart[]; column: string }> {
  const { assignment } = withOverrides<Partial<ImportConfiguration>>(configuration ?? {}, options)
  const column = options.assignColumn ?? assignment?.column
  if (column === undefined) throw new UsageError('Say with --assign-column which column says whose a row is.')
  await using source = await openFile(file)
  const workbook = await openWorkbook(source)
  const plan = await planSplit(workbook, {
    column,
    by: options.assign ?? assignment?.by ?? 'email',
    corrections: assignment?.corrections ?? options.correct,
    users,
    ...placeOf(workbook, options, configuration),
    limits: { maxRows: options.maxRows ?? limits.maxRows, maxUsers: options.maxUsers ?? limits.maxUsers },
  })
  const bar = startBar('Writing', plan.inspection.rows)
  let stopped = false
  const interrupt = (): void => {
    stopped = true
  }
  process.once('SIGINT', interrupt)
  try {
    const paths = await writeParts(workbook, file, plan, {
      out: options.out,
      existing: options.force ? 'replace' : options.fromPart === undefined ? 'refuse' : 'continue',
      progress: (rows) => {
        if (stopped) throw new Error('The split was stopped; no part was written.')
        bar.update(rows)
      },
    })
    const sizes = await Promise.all(paths.map(sizeOf))
    const parts = plan.parts.map(({ rows, groups }, at) => ({
      part: at + 1,
      path: paths[at] ?? '',
      size: sizes[at] ?? 0,
      rows,
      users: groups.length,
    }))
    return { plan, parts, column }
  } finally {
    bar.stop()
    process.removeListener('SIGINT', interrupt)
  }
}

/** The sheet and header row that were said, or that the configuration says of a sheet that is there. */
function placeOf(
  workbook: Workbook,
  { sheet, headerRow }: SplitOptions,
  configuration: ImportConfiguration | undefined,
): { sheet?: string | undefined; headerRow?: number | undefined } {
  const known = configuration !== undefined && workbook.sheetNames.includes(configuration.sheet)
  return {
    sheet: sheet ?? (known ? configuration.sheet : undefined),
    headerRow:
      headerRow ??
      (known && (sheet ?? configuration.sheet) === configuration.sheet ? configuration.headerRow : undefined),
  }
}

/**
 * A customer who went from one user to another would be missing from the rows of the first, and be deleted before the
 * part of the second could bring it over.
 */
function refuseTransfer(chosen: ChosenConfiguration | undefined, { mode }: SplitOptions): void {
  const { configuration } = chosen ?? {}
  if ((mode ?? configuration?.mode) !== 'update-and-delete' || (configuration?.transfer?.mode ?? 'none') === 'none')
    return
  throw new Problem(
    'configuration-invalid',
    'Parts cannot be imported with update-and-delete and a transfer at once: a customer whose new user is in a later part would be deleted first.',
    {
      advice:
        'Import all parts with --mode update first, which brings the customers over, and then all with --mode update-and-delete and a configuration without transfer.',
      places: [{ pointer: '/transfer' }],
    },
  )
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

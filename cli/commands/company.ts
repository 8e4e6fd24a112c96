import { type Command, InvalidArgumentError, Option } from 'commander'
import type { z } from 'zod'
import type { company, companyChange } from '../../lib/contracts/schemas.ts'
import { RESTORE_POINT_DAYS, type RestorePointDays } from '../../lib/domain/companies.ts'
import { UsageError } from '../exit-codes.ts'
import { plain, print, printJson } from '../output.ts'
import { openInvocation } from '../invocation.ts'
import { positiveInteger } from './inspect.ts'

type CompanyChange = z.input<typeof companyChange>
type Locale = NonNullable<CompanyChange['locale']>

interface SetOptions {
  readonly name?: string
  readonly crmIntegration?: NonNullable<CompanyChange['crmIntegration']>
  readonly importPermission?: NonNullable<CompanyChange['importPermission']>
  readonly maxRows?: number
  readonly maxUsers?: number
  readonly maxBytes?: number
  readonly guardDeleted?: number
  readonly guardChanged?: number
  readonly guardFrom?: number
  readonly locale?: Locale
  readonly timeZone?: string
  readonly answerWithin?: number
  readonly restorePointDays?: NonNullable<CompanyChange['restorePointDays']>
  readonly auditDays?: number
}

/** `muster company show|set`. */
export function addCompanyCommands(program: Command): void {
  const group = program.command('company').description("show and change the company's settings")
  group
    .command('show')
    .description('the settings of the company')
    .addHelpText('after', '\nExample:\n  $ muster company show --json')
    .action(async (_: unknown, command: Command) => {
      const { client, json } = openInvocation(command)
      await show(await client.getCompany(), json)
    })
  group
    .command('set')
    .description('change settings of the company (administrators)')
    .option('--name <name>', 'what the company is called')
    .addOption(
      new Option('--crm-integration <crm>', 'whether a CRM keeps the data; then nothing can be imported').choices([
        'none',
        'salesforce',
        'dynamics',
      ]),
    )
    .addOption(
      new Option('--import-permission <who>', 'who may import').choices([
        'everyone',
        'supervisors-and-administrators',
        'administrators',
        'nobody',
      ]),
    )
    .option('--max-rows <count>', 'data rows of one import', positiveInteger)
    .option('--max-users <count>', 'users found in one import', positiveInteger)
    .option('--max-bytes <count>', 'bytes of one file', positiveInteger)
    .option(
      '--guard-deleted <percent>',
      'more of a user’s records deleted, and importing all users stops and asks',
      percent,
    )
    .option('--guard-changed <percent>', 'the same for records changed; 100 is never', percent)
    .option('--guard-from <count>', 'a user with fewer records is never stopped at', positiveInteger)
    .addOption(new Option('--locale <locale>', 'language of the company').choices(['en', 'de']))
    .option('--time-zone <zone>', 'e.g. Europe/Vienna')
    .option('--answer-within <seconds>', 'how long an import waits for an answer', positiveInteger)
    .addOption(
      new Option('--restore-point-days <days>', 'how long restore points that are made from now on are kept')
        .choices(RESTORE_POINT_DAYS.map(String))
        .argParser(restorePointDays),
    )
    .option('--audit-days <days>', 'how long the audit trail keeps what is written from now on', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster company set --import-permission administrators --max-users 50')
    .action(async (options: SetOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const body = companyChangeOf(options)
      if (isEmpty(body)) throw new UsageError('Say what to change, e.g. --max-rows 50000.')
      await show(await client.updateCompany({ body }), json)
    })
}

/** Whether nothing of these was given. */
const isEmpty = (settings: object): boolean => Object.values(settings).every((value) => value === undefined)

/** The change that the options of `company set` ask for; what was not given is not changed. */
export function companyChangeOf(options: SetOptions): CompanyChange {
  const { name, crmIntegration, importPermission, locale, timeZone } = options
  const limits = { maxRows: options.maxRows, maxUsers: options.maxUsers, maxBytes: options.maxBytes }
  const guard = {
    maxDeletedPercent: options.guardDeleted,
    maxChangedPercent: options.guardChanged,
    fromRecords: options.guardFrom,
  }
  return {
    name,
    crmIntegration,
    importPermission,
    locale,
    timeZone,
    answerWithinSeconds: options.answerWithin,
    restorePointDays: options.restorePointDays,
    auditDays: options.auditDays,
    limits: isEmpty(limits) ? undefined : limits,
    guard: isEmpty(guard) ? undefined : guard,
  }
}

function restorePointDays(text: string): RestorePointDays {
  const days = RESTORE_POINT_DAYS.find((each) => String(each) === text)
  if (days !== undefined) return days
  throw new InvalidArgumentError(`It is one of ${RESTORE_POINT_DAYS.join(', ')}.`)
}

function percent(text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && number >= 0 && number <= 100) return number
  throw new InvalidArgumentError('It is a share from 0 to 100.')
}

async function show(settings: z.output<typeof company>, json: boolean): Promise<void> {
  if (json) return printJson(settings)
  const { limits, guard, ...rest } = settings
  const lines = Object.entries({ ...rest, ...limits, ...guard }).map(
    ([name, value]) => `${name.padEnd(22)}${plain(value)}\n`,
  )
  await print(lines.join(''))
}

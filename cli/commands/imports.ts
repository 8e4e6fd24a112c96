import { type Command, Option } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import type { Locale } from '../../lib/domain/companies.ts'
import { DECISIONS, type Decision } from '../../lib/domain/imports.ts'
import { isFinal } from '../../lib/domain/transitions.ts'
import { EXIT, UsageError } from '../exit-codes.ts'
import { chooseConfiguration } from '../configurations.ts'
import { save } from '../files.ts'
import { leftBehind, type ImportState } from '../import/answers.ts'
import { driftText } from '../import/drift.ts'
import { followImport } from '../import/follow.ts'
import { answersFor } from '../import/run.ts'
import { settingsText } from '../import/settings.ts'
import { printSummary, reportEnd } from '../import/summary.ts'
import { countsText, selectionText } from '../import/texts.ts'
import { plain, print, printJson, printJsonArray, problemText, say, table } from '../output.ts'
import { openInvocation, type Invocation } from '../invocation.ts'
import { languageOption } from '../language.ts'
import { orSeeList, upTo } from '../lists.ts'
import { undoneLines } from '../restores/texts.ts'
import { restoreOptions, runRestore, type RestoreOptions } from '../restores/run.ts'
import { leaveOnInterrupt } from '../waiting.ts'
import { addRowsCommands, dueUser } from './import-rows.ts'
import { positiveInteger } from './inspect.ts'
import { addSelectCommand } from './select.ts'

interface DecideOptions {
  readonly user?: string
  readonly approval?: string
}

/** `muster imports …`: everything about imports that were begun, here or elsewhere. */
export function addImportsCommands(program: Command): void {
  const group = program
    .command('imports')
    .description('list imports, look at them, answer them and get their downloads')
  addLooking(group)
  addAnswering(group)
  addUndo(group)
  addDownloads(group)
}

function addLooking(group: Command): void {
  group
    .command('list')
    .description('imports, newest first')
    .option('--limit <count>', 'at most this many', positiveInteger)
    .addHelpText('after', '\nExample:\n  $ muster imports list --limit 10')
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { client, json } = openInvocation(command)
      const imports = upTo(
        limit,
        eachItem(
          (query) => client.listImports({ query }),
          (page) => page.imports,
        ),
      )
      if (json) return printJsonArray(imports)
      const rows = []
      for await (const one of imports) {
        const { id, startedAt, recordType, fileName, status, startedBy } = one
        rows.push([id, startedAt, recordType, fileName, status, waitsForText(one), startedBy.email])
      }
      await print(
        table(
          ['ID', 'Started', 'Type', 'File', 'Status', 'Waits for', 'By'].map((title) => ({ title })),
          rows,
        ),
      )
    })
  group
    .command('show <id>')
    .description('where an import stands, and what it waits for')
    .addHelpText('after', '\nExample:\n  $ muster imports show 01JD…')
    .action(async (importId: string, _: unknown, command: Command) => {
      const { client, json } = openInvocation(command)
      const state = await client.getImport({ path: { importId } })
      await (json ? printJson(state) : showState(client, state))
    })
  group
    .command('summary <id>')
    .description('the accounts of an import, per user and overall')
    .addHelpText('after', '\nExample:\n  $ muster imports summary 01JD… --json')
    .action(async (importId: string, _: unknown, command: Command) => {
      await printSummary(openInvocation(command), importId)
    })
  addRowsCommands(group)
}

function addAnswering(group: Command): void {
  group
    .command('decide [id] [action]')
    .description(`decide on a previewed user: ${DECISIONS.join(', ')}`)
    .option('--user <e-mail>', 'for whom; without it the user whose decision is due')
    .option('--approval <id>', "the id in a mail's link, instead of the import's")
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster imports decide 01JD… import --user bjoern.lange@nordwind.example\n  $ muster imports decide --approval 7f3a… skip',
    )
    .action(async (first: string | undefined, second: string | undefined, options: DecideOptions, command: Command) => {
      const invocation = openInvocation(command)
      const decided = await decide(invocation.client, first, second, options)
      if (invocation.json) await printJson(decided)
      else say(`Decided: ${decided.action}.`)
    })
  group
    .command('question <approval-id>')
    .description("the question behind a mail's link; changes nothing")
    .addHelpText('after', '\nExample:\n  $ muster imports question 7f3a…')
    .action(async (approvalId: string, _options: object, command: Command) => {
      const { client, json } = openInvocation(command)
      const question = await client.getApproval({ path: { approvalId } })
      await (json ? printJson(question) : print(questionText(question)))
    })
  group
    .command('follow <id>')
    .description('go on with an import here: progress, questions and summary as in "muster import"')
    .option('--config <file|name>', 'import configuration to give if settings are awaited')
    .addHelpText('after', '\nExample:\n  $ muster imports follow 01JD…')
    .action(async (importId: string, options: { config?: string }, command: Command) => {
      process.exitCode = await follow(openInvocation(command), importId, options)
    })
  group
    .command('settings <id>')
    .description('give the configuration an import waits for')
    .requiredOption('--config <file|name>', 'import configuration: a JSON document, or the name of a saved one')
    .option('--check', 'only say what it would make of the first rows')
    .addHelpText('after', '\nExample:\n  $ muster imports settings 01JD… --config erp.json --check')
    .action(async (importId: string, { config, check }: { config: string; check?: boolean }, command: Command) => {
      const { client, json } = openInvocation(command)
      const { configuration } = await chooseConfiguration(client, config)
      const call = { path: { importId }, body: configuration }
      if (check) return showCheck(await client.checkSettings(call), json)
      const decided = await client.putSettings(call)
      if (json) await printJson(decided)
      else say('The import goes on with these settings.')
    })
  addSelectCommand(group)
  for (const [name, route, description, done] of [
    ['cancel', 'cancelImport', 'stop an import; what was imported stays', 'The import stops.'],
    ['resume', 'resumeImport', 'go on with a failed import where it stopped', 'The import goes on.'],
  ] as const) {
    group
      .command(`${name} <id>`)
      .description(description)
      .addHelpText('after', `\nExample:\n  $ muster imports ${name} 01JD…`)
      .action(async (importId: string, _: unknown, command: Command) => {
        const { client, json } = openInvocation(command)
        const state = await client[route]({ path: { importId } })
        if (json) await printJson(state)
        else say(done)
      })
  }
}

interface DownloadOptions {
  readonly format: 'xlsx' | 'csv'
  readonly language: Locale
  readonly out?: string
  readonly unassigned?: boolean
}

function addUndo(group: Command): void {
  restoreOptions(group.command('undo <id>'))
    .description('take back what an import changed, and leave what was edited since')
    .addHelpText(
      'after',
      '\nA restore point is made first. Fields nobody touched since go back; what was edited stays and is named.\n' +
        'A terminal shows what would change and asks; without a terminal nothing is asked: look with --dry-run first.\n\n' +
        'Examples:\n  $ muster imports undo 01JD… --dry-run\n  $ muster imports undo 01JD… --user bjoern.lange@nordwind.example',
    )
    .action(async (importId: string, options: RestoreOptions, command: Command) => {
      const invocation = openInvocation(command)
      process.exitCode = await runRestore(invocation, options, (body) =>
        orSeeList('muster imports list', () => invocation.client.undoImport({ path: { importId }, body })),
      )
    })
}

function addDownloads(group: Command): void {
  group
    .command('rejected-rows <id>')
    .description("download the rejected rows in the file's own columns, the reason in front")
    .addOption(new Option('--format <format>', 'kind of file').choices(['xlsx', 'csv']).default('xlsx'))
    .addOption(languageOption())
    .option('--unassigned', 'also the rows that belong to no user')
    .option('--out <file>', 'where to; - is stdout; without it rejected-rows-ID in this folder')
    .addHelpText(
      'after',
      '\nCorrected, the file is imported like any other: it brings its configuration along and touches only its rows.\n\nExample:\n  $ muster imports rejected-rows 01JD… --format csv --out rejected.csv',
    )
    .action(async (importId: string, { format, language, out, unassigned }: DownloadOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const file = out ?? `rejected-rows-${importId.replaceAll(/[^\w-]/g, '_')}.${format}`
      if (json && file === '-') throw new UsageError('--json and --out - both want stdout.')
      const { body } = await client.getRejectedRows({
        path: { importId },
        query: { format, language, unassigned: unassigned === true },
      })
      await save(body, file)
      if (json) await printJson({ file })
      else if (file !== '-') say(`Saved as ${file}.`)
    })
  group
    .command('configuration <id>')
    .description('the configuration of an import, for the next time')
    .option('--out <file>', 'where to; without it stdout')
    .addHelpText('after', '\nExample:\n  $ muster imports configuration 01JD… --out erp.json')
    .action(async (importId: string, { out }: { out?: string }, command: Command) => {
      const { client, json } = openInvocation(command)
      const configuration = await client.getImportConfiguration({ path: { importId } })
      if (out === undefined) return printJson(configuration)
      await save(`${JSON.stringify(configuration, null, 2)}\n`, out)
      if (json) await printJson({ file: out })
      else say(`Saved as ${out}.`)
    })
}

async function follow(invocation: Invocation, importId: string, options: { config?: string }): Promise<number> {
  const answers = answersFor(invocation, options)
  const leave = leaveOnInterrupt(leftBehind(importId))
  try {
    return await reportEnd(invocation, await followImport({ client: invocation.client, importId, answers }))
  } finally {
    leave()
    answers.close?.()
  }
}

async function decide(
  client: Client,
  first: string | undefined,
  second: string | undefined,
  { user, approval }: DecideOptions,
): Promise<AnswerOf<'decideUser'>> {
  if (approval !== undefined) {
    if (second !== undefined || user !== undefined)
      throw new UsageError('With --approval give only the action: muster imports decide --approval ID ACTION')
    return client.decideApproval({ path: { approvalId: approval }, body: { action: actionOf(first) } })
  }
  if (first === undefined) throw new UsageError('Say which import, or give --approval ID.')
  const action = actionOf(second)
  const userId = await dueUser(client, first, user)
  return client.decideUser({ path: { importId: first, userId }, body: { action } })
}

function questionText(question: AnswerOf<'getApproval'>): string {
  const { importId, recordType, fileName, step, user, counts, state, action, decidedBy, decidedAt, expiresAt } =
    question
  const about = user === undefined ? '' : ` for ${plain(user.email)} (${user.rows} rows)`
  const planned = Object.entries(counts ?? {}).filter(([, count]) => count > 0)
  const stands = {
    waiting: `It waits until ${expiresAt}. Answer: muster imports decide --approval ${question.id} ACTION`,
    decided: `It was answered with "${action}" by ${plain(decidedBy?.name ?? '')} at ${decidedAt}.`,
    over: 'It is over; nobody is asked any more.',
  }[state]
  return [
    `The import ${importId} of ${recordType} from "${plain(fileName)}" asks for the ${step}${about}.`,
    ...(planned.length === 0
      ? []
      : [`It would be: ${planned.map(([outcome, count]) => `${count} ${outcome}`).join(', ')}.`]),
    stands,
    '',
  ].join('\n')
}

function actionOf(text: string | undefined): Decision {
  const action = DECISIONS.find((decision) => decision === text)
  if (action) return action
  throw new UsageError(
    `${text === undefined ? 'Say what to do' : `"${text}" is no decision`}: ${DECISIONS.join(', ')}.`,
  )
}

/** What an import waits for, in a few words. */
function waitsForText({ waiting, current }: AnswerOf<'listImports'>['imports'][number]): string {
  if (waiting === undefined) return ''
  return waiting.step === 'decision' && current !== undefined ? `decision: ${current.name}` : waiting.step
}

/** How far an import that is under way is. */
function progressLines({ progress, status, since }: ImportState): string[] {
  if (progress === undefined || isFinal(status)) return []
  const parts = Object.entries(progress).map(
    ([what, { done, of }]) => `${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${what}`,
  )
  return [`Done: ${parts.join(', ')}; ${status} since ${since}`]
}

async function showState(client: Client, state: ImportState): Promise<void> {
  const { id, fileName, recordType, status, startedBy, startedAt, users, totals, waiting, current, problem } = state
  const lines = [
    `Import ${id} of "${fileName}" (${recordType}), begun by ${startedBy.email} at ${startedAt}: ${status}`,
    `Users: ${countsText({ ...users })}`,
    ...(totals ? [`Rows: ${countsText({ ...totals, deleted: state.deleted ?? 0 })}`] : []),
    ...(state.restorePointId === undefined ? [] : [`Restore point: ${state.restorePointId}`]),
    ...undoneLines(state),
    ...(current ? [`Now: ${current.email}, ${current.rows} rows`] : []),
    ...progressLines(state),
    ...(waiting
      ? [`Waits for: ${waiting.step}, until ${waiting.expiresAt}. Answer with "muster imports follow ${id}".`]
      : []),
    ...(problem ? [problemText(problem)] : []),
  ]
  await print(`${lines.join('\n')}\n`)
  if (state.drift) await print(`\n${driftText(state.drift)}`)
  if (state.configuration) await print(`\n${settingsText(state.configuration)}`)
  if (state.assignment) await print(`\n${selectionText(await client.listImportUsers({ path: { importId: id } }))}`)
}

async function showCheck(check: AnswerOf<'checkSettings'>, json: boolean): Promise<void> {
  if (json) await printJson(check)
  else {
    const samples = check.samples.map(({ row, values, reasons }) => [
      row,
      JSON.stringify(values),
      reasons.map(({ message }) => message).join(' '),
    ])
    await print(
      table(
        [
          { title: 'Row', right: true },
          { title: 'Values', max: 100 },
          { title: 'Rejected because', max: 60 },
        ],
        samples,
      ),
    )
    if (check.drift) say(driftText(check.drift))
    for (const { pointer, message } of check.problems)
      say([pointer, message].filter((part) => part !== undefined).join(': '))
  }
  if (check.problems.length > 0) process.exitCode = EXIT.refused
}

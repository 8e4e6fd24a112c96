import { type Command, Option } from 'commander'
import { eachItem, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
import { PREVIEW_OUTCOMES } from '../../lib/domain/plans.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { countsText, entriesText, previewText, rowsOf } from '../import/texts.ts'
import { openInvocation, type Invocation } from '../invocation.ts'
import { plain, print, printJson } from '../output.ts'
import { sameEmail } from '../people.ts'

interface Wanted {
  readonly user?: string
  readonly outcome?: string
  readonly search?: string
}

const PAGE = 200
const RESULT_OUTCOMES = [...new Set([...OUTCOMES, ...PREVIEW_OUTCOMES])]

/** `muster imports preview|result`: what an import would do, and what it did, to one user's records, row by row. */
export function addRowsCommands(group: Command): void {
  group
    .command('preview <id>')
    .description("what the import would do to a user's records, row by row")
    .option('--user <e-mail>', 'whose; without it the user whose decision is due')
    .addOption(new Option('--outcome <outcome>', 'only these rows').choices(PREVIEW_OUTCOMES))
    .option('--search <text>', 'only rows that contain this text, in any case, with or without accents')
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster imports preview 01JD… --user bjoern.lange@nordwind.example --outcome rejected\n' +
        '  $ muster imports preview 01JD… --search muller',
    )
    .action(async (importId: string, wanted: Wanted, command: Command) => {
      await showPreview(openInvocation(command), importId, wanted)
    })
  group
    .command('result <id>')
    .description("what became of a user's rows, row by row")
    .requiredOption('--user <e-mail>', 'whose')
    .addOption(new Option('--outcome <outcome>', 'only these rows').choices(RESULT_OUTCOMES))
    .option('--search <text>', 'only rows that contain this text, in any case, with or without accents')
    .addHelpText(
      'after',
      '\nExample:\n  $ muster imports result 01JD… --user bjoern.lange@nordwind.example --outcome conflict',
    )
    .action(async (importId: string, wanted: Wanted, command: Command) => {
      await showResult(openInvocation(command), importId, wanted)
    })
}

/**
 * The user of an import with this e-mail address, or the one whose decision is due.
 * @throws Problem `not-found` if the import has no rows of this address, `no-longer-waiting` if no decision is due
 */
export async function dueUser(client: Client, importId: string, email: string | undefined): Promise<string> {
  if (email === undefined) {
    const { waiting, status } = await client.getImport({ path: { importId } })
    if (waiting?.step === 'decision' && waiting.userId !== undefined) return waiting.userId
    throw new Problem('no-longer-waiting', `The import waits for no decision; it is ${status}.`)
  }
  const { users } = await client.listImportUsers({ path: { importId } })
  const found = users.find((user) => sameEmail(user.email, email))
  if (found) return found.userId
  throw new Problem('not-found', `The import has no rows of "${email}".`)
}

/** A first page, which says more than its entries, and the entries of all. */
async function allPages<Page extends { readonly cursor?: string | undefined; readonly entries: readonly unknown[] }>(
  ask: (cursor: { cursor?: string }) => Promise<Page>,
): Promise<{ first: Page; entries: AsyncGenerator<Page['entries'][number]> }> {
  const first = await ask({})
  const entries = eachItem<Page, Page['entries'][number]>(
    (cursor) => (cursor.cursor === undefined ? Promise.resolve(first) : ask(cursor)),
    (page) => page.entries,
  )
  return { first, entries }
}

async function printPages<Page extends object, Entry>(first: Page, entries: AsyncIterable<Entry>): Promise<void> {
  await printJson({ ...first, cursor: undefined, entries: await Array.fromAsync(entries) })
}

async function showPreview(
  { client, json }: Invocation,
  importId: string,
  { user, outcome, search }: Wanted,
): Promise<void> {
  const path = { importId, userId: await dueUser(client, importId, user) }
  const only = PREVIEW_OUTCOMES.find((name) => name === outcome)
  const { first, entries } = await allPages<AnswerOf<'getPreview'>>((cursor) =>
    client.getPreview({ path, query: { limit: PAGE, outcome: only, search, ...cursor } }),
  )
  if (json) return printPages(first, entries)
  await print(previewText({ ...first, entries: [] }))
  for await (const entry of entries) await print(entriesText([entry]))
}

async function showResult(
  { client, json }: Invocation,
  importId: string,
  { user, outcome, search }: Wanted,
): Promise<void> {
  const path = { importId, userId: await dueUser(client, importId, user) }
  const { first, entries } = await allPages<AnswerOf<'getUserResult'>>((cursor) =>
    client.getUserResult({ path, query: { limit: PAGE, outcome, search, ...cursor } }),
  )
  if (json) return printPages(first, entries)
  const { name, email, rows, totals, deleted, related } = first
  await print(`\n${plain(name)} <${plain(email)}>, ${rowsOf(rows)}: ${countsText({ ...totals, deleted, related })}\n`)
  for await (const entry of entries) await print(entriesText([{ ...entry, changes: [] }]))
}

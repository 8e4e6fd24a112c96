import type { Command } from 'commander'
import type { z } from 'zod'
import type { AnswerOf } from '../../lib/contracts/client.ts'
import { newUser } from '../../lib/contracts/schemas.ts'
import { cellText, type SheetRow } from '../../lib/domain/cells.ts'
import { Problem, type ProblemPlace } from '../../lib/domain/problems.ts'
import type { ByteSource } from '../../lib/readers/bytes.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { openFile } from '../files.ts'
import { print, printJson, say, table } from '../output.ts'
import { sameEmail } from '../people.ts'
import { openInvocation } from '../invocation.ts'

type NewUser = z.output<typeof newUser>

/** Accounts sent with one request; the API takes 5,000. */
const BATCH = 1000

/** `muster users list|import`. */
export function addUsersCommands(program: Command): void {
  const group = program.command('users').description('list and import accounts')
  group
    .command('list')
    .description('the accounts you may see')
    .addHelpText('after', '\nExample:\n  $ muster users list --json')
    .action(async (_: unknown, command: Command) => {
      const { client, json } = openInvocation(command)
      const { users } = await client.listUsers()
      if (json) return printJson(users)
      await print(
        table(
          ['E-mail', 'Employee no.', 'Name', 'Level', 'Groups', 'Active'].map((title) => ({ title })),
          users.map((user) => [
            user.email,
            user.employeeNumber,
            `${user.firstName} ${user.lastName}`,
            user.level,
            user.groups.join(', '),
            user.active ? 'yes' : 'no',
          ]),
        ),
      )
    })
  group
    .command('import <file>')
    .description('create or update accounts from a spreadsheet or text file, found by e-mail or employee number')
    .addHelpText(
      'after',
      '\nColumns: email, employeeNumber, firstName, lastName, level (user, supervisor, administrator), groups (separated by |).\nAn account keeps what the file has no column for.\n\nExample:\n  $ muster users import users.csv',
    )
    .action(async (file: string, _: unknown, command: Command) => {
      const { client, json } = openInvocation(command)
      await using source = await openFile(file)
      const users = await readUsers(source, (await client.listUsers()).users)
      const counts = { created: 0, updated: 0, unchanged: 0 }
      for (let from = 0; from < users.length; from += BATCH) {
        const done = await client.putUsers({ body: { users: users.slice(from, from + BATCH) } })
        counts.created += done.created
        counts.updated += done.updated
        counts.unchanged += done.unchanged
      }
      if (json) await printJson(counts)
      else say(`${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged.`)
    })
}

type KnownUser = AnswerOf<'listUsers'>['users'][number]

const COLUMNS = ['email', 'employeeNumber', 'firstName', 'lastName', 'level', 'groups'] as const
type ColumnName = (typeof COLUMNS)[number]

/**
 * The accounts in a file with a header row, checked as the API checks them.
 * @param known - the accounts there are: what the file has no column for stays as it is in them, because the API
 * replaces a whole account
 * @throws Problem `unreadable-file`, `encrypted-file`, `no-rows`, or `invalid-request` with the row and column of everything wrong
 */
export async function readUsers(file: ByteSource | Uint8Array, known: readonly KnownUser[] = []): Promise<NewUser[]> {
  const workbook = await openWorkbook(file)
  const users: NewUser[] = []
  const places: ProblemPlace[] = []
  let columns: Map<ColumnName, number> | undefined
  for await (const row of workbook.rows(workbook.sheetNames[0] ?? '')) {
    if (!columns) {
      columns = columnsOf(row)
      continue
    }
    const checked = newUser.safeParse(userOf(row, columns, known))
    if (checked.success) users.push(checked.data)
    else
      places.push(...checked.error.issues.map(({ path, message }) => placeOf(row.row, String(path[0] ?? ''), message)))
  }
  if (places.length > 0)
    throw new Problem('invalid-request', 'Some accounts in the file are not valid; nothing was sent.', { places })
  if (users.length === 0) throw new Problem('no-rows', 'The file has no accounts below its header.')
  return users
}

function placeOf(row: number, column: string, message: string): ProblemPlace {
  return { row, column, message }
}

function columnsOf({ row, cells }: SheetRow): Map<ColumnName, number> {
  const titles = cells.map((cell) => cellText(cell).toLowerCase())
  const columns = new Map(
    COLUMNS.map((name) => [name, titles.indexOf(name.toLowerCase())] as const).filter(([, at]) => at >= 0),
  )
  if (columns.has('email')) return columns
  throw new Problem('invalid-request', 'The file has no column "email".', {
    advice: `The first row must hold the column names: ${COLUMNS.join(', ')}.`,
    places: [{ row }],
  })
}

function userOf(
  { cells }: SheetRow,
  columns: ReadonlyMap<ColumnName, number>,
  known: readonly KnownUser[],
): Record<string, unknown> {
  const text = (name: ColumnName): string => cellText(cells[columns.get(name) ?? -1])
  const email = text('email')
  const employeeNumber = text('employeeNumber')
  const level = text('level').toLowerCase()
  const groups = text('groups').split('|')
  const given = {
    ...(employeeNumber === '' ? {} : { employeeNumber }),
    ...(columns.has('firstName') ? { firstName: text('firstName') } : {}),
    ...(columns.has('lastName') ? { lastName: text('lastName') } : {}),
    ...(level === '' ? {} : { level }),
    ...(columns.has('groups') ? { groups: groups.map((group) => group.trim()).filter((group) => group !== '') } : {}),
  }
  return { ...keptOf(known, email, employeeNumber), ...given, email }
}

/** What an account has already, found as the API finds it: by e-mail, else by employee number. */
function keptOf(known: readonly KnownUser[], email: string, employeeNumber: string): Record<string, unknown> {
  const account =
    known.find((user) => sameEmail(user.email, email)) ??
    known.find((user) => employeeNumber !== '' && user.employeeNumber === employeeNumber)
  const { id: _, ...kept } = account ?? { id: '' }
  return kept
}

import { bulkUser } from '../../../../lib/contracts/schemas.ts'
import type { CallOf } from '../../../../lib/contracts/client.ts'
import type { User } from '../../api/shapes.ts'

/** An account as it is sent: what it does not say stays as it is. */
export type GivenAccount = CallOf<'putUsers'>['body']['users'][number]

const COLUMNS = ['email', 'employeeNumber', 'firstName', 'lastName', 'level', 'groups'] as const
export type AccountColumn = (typeof COLUMNS)[number]

/** The columns of such a file, as they are to be called. */
export const ACCOUNT_COLUMNS: readonly AccountColumn[] = COLUMNS

/** What differs in an account. */
export interface AccountChange {
  readonly column: AccountColumn
  readonly before: string
  readonly after: string
}

export interface AccountEntry {
  /** Row of the file, from 1 with the column names. */
  readonly row: number
  readonly given: GivenAccount
  readonly kind: 'create' | 'update' | 'same'
  readonly changes: readonly AccountChange[]
}

export interface AccountProblem {
  readonly row: number
  readonly column: AccountColumn
  readonly why: 'email' | 'level' | 'tooLong' | 'repeated' | 'taken' | 'sameAccount'
  readonly value: string
  /** The row, or the account, it collides with. */
  readonly other?: string
}

export type AccountFile =
  | { readonly kind: 'no-email'; readonly titles: readonly string[] }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'accounts'
      readonly entries: readonly AccountEntry[]
      readonly problems: readonly AccountProblem[]
      readonly unknownColumns: readonly string[]
    }

const normalised = (email: string): string => email.normalize('NFC').trim().toLowerCase()

/** The account that an entry is about, found as the API finds it: by e-mail address, else by employee number. */
function accountOf(given: GivenAccount, known: readonly User[]): User | undefined {
  return (
    known.find((user) => normalised(user.email) === normalised(given.email)) ??
    known.find((user) => given.employeeNumber !== undefined && user.employeeNumber === given.employeeNumber)
  )
}

/** An empty cell says nothing, except where a name or the groups are emptied: the column is there. */
function given(texts: ReadonlyMap<AccountColumn, string>): Record<string, unknown> {
  const text = (column: AccountColumn): string => texts.get(column) ?? ''
  return {
    email: text('email'),
    ...(text('employeeNumber') === '' ? {} : { employeeNumber: text('employeeNumber') }),
    ...(texts.has('firstName') ? { firstName: text('firstName') } : {}),
    ...(texts.has('lastName') ? { lastName: text('lastName') } : {}),
    ...(text('level') === '' ? {} : { level: text('level').toLowerCase() }),
    ...(texts.has('groups')
      ? {
          groups: text('groups')
            .split('|')
            .map((group) => group.trim())
            .filter((group) => group !== ''),
        }
      : {}),
  }
}

const shown = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')

function changesOf(entry: GivenAccount, before: User | undefined): AccountChange[] {
  return COLUMNS.flatMap((column) => {
    const value = entry[column]
    if (value === undefined) return []
    const change = { column, before: shown(before?.[column]), after: shown(value) }
    return change.before === change.after ? [] : [change]
  })
}

const isColumn = (text: unknown): text is AccountColumn => COLUMNS.some((column) => column === text)

/** Rows that say the same as an earlier one, or what an account other than their own has. */
function collisions(entries: readonly AccountEntry[], known: readonly User[]): AccountProblem[] {
  const emails = new Map<string, number>()
  const numbers = new Map<string, number>()
  const accounts = new Map<string, number>()
  return entries.flatMap(({ row, given: entry }): AccountProblem[] => {
    const { email, employeeNumber = '' } = entry
    const own = accountOf(entry, known)
    const earlier = (seen: Map<string, number>, word: string): string | undefined => {
      const first = word === '' ? undefined : seen.get(word)
      if (word !== '' && first === undefined) seen.set(word, row)
      return first === undefined ? undefined : String(first)
    }
    const sameEmail = earlier(emails, normalised(email))
    const sameNumber = earlier(numbers, employeeNumber)
    const sameAccount = earlier(accounts, own?.id ?? '')
    const holder = known.find((user) => employeeNumber !== '' && user.employeeNumber === employeeNumber)
    const problems: AccountProblem[] = []
    if (sameEmail !== undefined)
      problems.push({ row, column: 'email', why: 'repeated', value: email, other: sameEmail })
    if (sameNumber !== undefined) {
      problems.push({ row, column: 'employeeNumber', why: 'repeated', value: employeeNumber, other: sameNumber })
    }
    if (sameAccount !== undefined && sameEmail === undefined && sameNumber === undefined) {
      problems.push({ row, column: 'email', why: 'sameAccount', value: own?.email ?? email, other: sameAccount })
    }
    if (holder !== undefined && holder.id !== own?.id) {
      problems.push({ row, column: 'employeeNumber', why: 'taken', value: employeeNumber, other: holder.email })
    }
    return problems
  })
}

/**
 * Reads accounts from the cells of a file whose first row names the columns.
 * @param rows all rows, also empty ones, so that they count as a spreadsheet counts them
 * @param known the accounts there are
 */
export function readAccounts(rows: readonly (readonly string[])[], known: readonly User[]): AccountFile {
  const titles = (rows[0] ?? []).map((title) => title.trim())
  const columns = titles.map((title) => COLUMNS.find((column) => column.toLowerCase() === title.toLowerCase()))
  if (!columns.includes('email')) return { kind: 'no-email', titles: titles.filter((title) => title !== '') }
  const entries: AccountEntry[] = []
  const problems: AccountProblem[] = []
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue
    const row = index + 1
    const texts = new Map(
      columns.flatMap((column, place) =>
        // As in the command line, the first column of a name counts.
        column === undefined || columns.indexOf(column) !== place
          ? []
          : [[column, (cells[place] ?? '').trim()] as const],
      ),
    )
    const checked = bulkUser.safeParse(given(texts))
    if (checked.success) {
      const before = accountOf(checked.data, known)
      const changes = changesOf(checked.data, before)
      entries.push({
        row,
        given: checked.data,
        changes,
        kind: before === undefined ? 'create' : changes.length === 0 ? 'same' : 'update',
      })
      continue
    }
    for (const { path } of checked.error.issues) {
      const column = isColumn(path[0]) ? path[0] : 'email'
      const why = column === 'email' || column === 'level' ? column : 'tooLong'
      problems.push({ row, column, why, value: texts.get(column) ?? '' })
    }
  }
  if (entries.length === 0 && problems.length === 0) return { kind: 'empty' }
  return {
    kind: 'accounts',
    entries,
    problems: [...problems, ...collisions(entries, known)].sort((a, b) => a.row - b.row),
    unknownColumns: titles.filter((title, place) => title !== '' && columns[place] === undefined),
  }
}

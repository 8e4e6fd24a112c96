import type { AnswerOf } from '../../lib/contracts/client.ts'
import type { Correction } from '../../lib/domain/configuration.ts'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
import { PREVIEW_OUTCOMES } from '../../lib/domain/plans.ts'
import { placeText, plain, table, type Column } from '../output.ts'
import type { ImportState, ImportUsers, Preview } from './answers.ts'

type Summary = AnswerOf<'getSummary'>
type Counts = Preview['counts']

/** The most values, users or rows that a list names before it only counts the rest. */
const LISTED = 20

export function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`
}

/** Which row goes to whom: users found, values not found, rows without a user, users without rows. */
export function selectionText(found: ImportUsers): string {
  const { users, notFound, notFoundValues, empty, usersWithoutRows, sharedKeys } = found
  const excluded = {
    'by-choice': 'left out',
    inactive: 'inactive',
    'outside-groups': 'not in your groups',
    removed: 'account removed',
  } as const
  const noteOf = ({ excluded: why, notChosenBefore }: ImportUsers['users'][number]) =>
    why === undefined ? (notChosenBefore === true ? 'left out before' : '') : excluded[why]
  const notes = users.map((user) => [user.email, user.name, user.rows, noteOf(user)])
  const values = notFound.map(({ value, rows, firstRow, suggestions }) => [
    value,
    rows,
    firstRow,
    perhapsText(suggestions),
  ])
  return [
    `Users found: ${users.length}\n`,
    table([{ title: 'E-mail' }, { title: 'Name' }, { title: 'Rows', right: true }, { title: 'Note' }], notes),
    ...(values.length === 0
      ? []
      : [
          `\nValues that belong to no user, whose rows are not imported: ${notFoundValues.toLocaleString('en')}\n`,
          table(
            [
              { title: 'Value' },
              { title: 'Rows', right: true },
              { title: 'First row', right: true },
              { title: 'Perhaps', max: 120 },
            ],
            values.slice(0, LISTED),
          ),
          more(notFoundValues),
        ]),
    ...(empty.rows === 0
      ? []
      : [
          `\n${rowsOf(empty.rows)} without a user${empty.firstRow === undefined ? '' : `, the first is row ${empty.firstRow}`}.\n`,
        ]),
    sharedKeysText(sharedKeys, users),
    ...(usersWithoutRows.length === 0
      ? []
      : [
          `\nUsers without rows: ${usersWithoutRows
            .slice(0, LISTED)
            .map(({ email }) => plain(email))
            .join(', ')}\n`,
          more(usersWithoutRows.length),
        ]),
  ].join('')
}

/** Whom a value may mean, and why; of several users none is nearer than the others. */
function perhapsText(suggestions: ImportUsers['notFound'][number]['suggestions']): string {
  const [first, ...others] = suggestions
  if (first === undefined) return ''
  if (others.length > 0) return `could be ${suggestions.map(({ email }) => email).join(' or ')}`
  const doubt = first.confidence === 'high' ? '' : ' It may be somebody else.'
  return `${first.email}: it ${first.reason.message}${doubt}`
}

/** What was accepted, for the record. */
export function acceptedText(corrections: readonly Correction[]): string {
  return corrections.map(({ value, email }) => `Accepted: "${plain(value)}" is ${plain(email)}.`).join('\n')
}

function more(count: number): string {
  return count > LISTED ? `… and ${(count - LISTED).toLocaleString('en')} more\n` : ''
}

/** Keys that several users have in the file: allowed, and often a slip. */
function sharedKeysText({ count, first }: ImportUsers['sharedKeys'], users: ImportUsers['users']): string {
  if (count === 0) return ''
  const emails = new Map(users.map(({ userId, email }) => [userId, email]))
  const lines = first.slice(0, LISTED).map(({ key, rows }) => {
    const places = rows.map(({ row, userId }) => `row ${row} (${plain(emails.get(userId) ?? '')})`)
    return `  "${plain(key)}": ${places.join(', ')}\n`
  })
  return `\nKeys in rows of several users: ${count.toLocaleString('en')}\n${lines.join('')}${more(count)}`
}

/** `12 created, 3 updated`: what is not zero, in the order of its names. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count.toLocaleString('en')} ${name}`],
  )
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}

/** What the import would do to one user: counts and the first rows. */
export function previewText({ email, name, rows, counts, guard, entries }: Preview): string {
  const first = entries.length === 0 ? [] : [`First ${rowsOf(entries.length)}:\n`, entriesText(entries)]
  return [
    `\n${plain(name)} <${plain(email)}>, ${rowsOf(rows)}: ${countsText(countsOnly(counts))}\n`,
    guardText({ guard }),
    ...first,
  ].join('')
}

/** The counts in the order in which they are shown. */
function countsOnly(counts: Counts): Record<string, number> {
  return Object.fromEntries(PREVIEW_OUTCOMES.map((outcome) => [outcome, counts[outcome]]))
}

function guardText({ guard }: Pick<Preview, 'guard'>): string {
  return guard.map(({ message }) => `Careful: ${plain(message)}\n`).join('')
}

/** A row of a preview, or of a result, which has other outcomes and no type. */
type Entry = Omit<Preview['entries'][number], 'outcome'> & { readonly outcome: string }

/** Rows of a preview or result: what becomes of each, field by field before → after, or why not. */
export function entriesText(entries: readonly Entry[]): string {
  return entries.map(entryText).join('')
}

function entryText({ row, outcome, title, type, from, changes, reasons }: Entry): string {
  const where = row !== null ? `row ${row}` : outcome === 'related' ? 'beside the rows' : 'not in the file'
  const origin = from === undefined ? '' : ` (${from.how === 'move' ? 'moved' : 'copied'} from ${plain(from.email)})`
  const value = (given: unknown): string => (given === null ? '(empty)' : JSON.stringify(plain(given)))
  return [
    `  ${where}  ${outcome}  ${type === undefined ? '' : `${type}: `}${plain(title)}${origin}\n`,
    ...changes.map(({ field, before, after }) =>
      before === null ? `      ${field}: ${value(after)}\n` : `      ${field}: ${value(before)} → ${value(after)}\n`,
    ),
    ...reasons.map(({ column, value: given, message }) => `      ${placeText({ column, value: given, message })}\n`),
  ].join('')
}

const ALWAYS: readonly string[] = ['created', 'updated', 'unchanged', 'rejected']

/** What is counted beside the rows, as far as there is any. */
const BESIDE_ROWS = [
  { title: 'deleted', always: true, count: (user: Summary['users'][number]) => user.deleted },
  { title: 'related', always: false, count: (user: Summary['users'][number]) => user.related },
  { title: 'moved away', always: false, count: (user: Summary['users'][number]) => user.movedAway },
]

/** The accounts of an import: a line per user, the rows without a user, and the sum. */
export function summaryText(summary: Summary): string {
  const { users, totals } = summary
  const shown = OUTCOMES.filter((outcome) => ALWAYS.includes(outcome) || totals[outcome] > 0)
  const beside = BESIDE_ROWS.filter(({ always, count }) => always || users.some((user) => count(user) > 0))
  const columns: Column[] = [
    { title: 'User' },
    ...['Rows', ...shown, ...beside.map(({ title }) => title)].map((title) => ({ title, right: true })),
  ]
  const rows = [
    ...users.map((user) => [
      user.email === '' ? '(not in your groups)' : user.email,
      user.rows,
      ...shown.map((outcome) => user.totals[outcome]),
      ...beside.map(({ count }) => count(user)),
    ]),
    ...(totals.unassigned > 0
      ? [
          [
            '(no user)',
            totals.unassigned,
            ...shown.map((outcome) => (outcome === 'unassigned' ? totals.unassigned : 0)),
            ...beside.map(() => 0),
          ],
        ]
      : []),
    [
      'all',
      summary.rows,
      ...shown.map((outcome) => totals[outcome]),
      ...beside.map(({ count }) => users.reduce((sum, user) => sum + count(user), 0)),
    ],
  ]
  const spent = Object.entries(summary.durations).map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)} s`)
  return [
    `Import ${summary.importId} is ${summary.status}.\n`,
    table(columns, rows),
    `Time: ${spent.join(', ')}\n`,
  ].join('')
}

/** The line that says how to get the rows that were not imported; empty if there are none. */
export function rejectedText({ importId, totals }: Pick<Summary, 'importId' | 'totals'>): string {
  const { rejected, conflict } = totals
  if (rejected + conflict === 0) return ''
  return (
    `${countsText({ rejected, 'in conflict': conflict })}. Download the rejected rows with their reasons:` +
    ` muster imports rejected-rows ${importId}`
  )
}

/** What becomes of a row whose record is changed by it. */
const WRITTEN = ['created', 'updated', 'restored', 'transferred'] as const

/** The line that says how to take back what an import wrote; empty if it wrote nothing, or was taken back already. */
export function undoText(
  { importId, totals, deleted, related }: Pick<Summary, 'importId' | 'totals' | 'deleted' | 'related'>,
  { undone = [] }: Pick<ImportState, 'undone'>,
): string {
  const written = WRITTEN.reduce((sum, outcome) => sum + totals[outcome], deleted + related)
  if (written === 0 || undone.length > 0) return ''
  return `To take it back, and leave what is edited from now on: muster imports undo ${importId}`
}

const STAGES: Readonly<Record<ImportState['status'], string>> = {
  'awaiting-upload': 'Waiting for the file …',
  inspecting: 'Reading the file …',
  'awaiting-settings': 'Settings are needed.',
  splitting: 'Sorting the rows by user …',
  'awaiting-selection': 'The selection of users is needed.',
  securing: 'Making a restore point of all records of all users …',
  previewing: 'Comparing with the records there are …',
  'awaiting-decision': 'A decision is needed.',
  importing: 'Importing …',
  completed: 'Completed.',
  cancelled: 'Cancelled.',
  aborted: 'Stopped before anything was written.',
  failed: 'Failed.',
}

/** A stage of an import in words. */
export function stageText(status: ImportState['status']): string {
  return STAGES[status]
}

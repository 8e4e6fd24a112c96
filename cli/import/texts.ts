import type { AnswerOf } from '../../lib/contracts/client.ts'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
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
export function selectionText({ users, notFound, notFoundValues, empty, usersWithoutRows }: ImportUsers): string {
  const excluded = {
    'by-choice': 'left out',
    inactive: 'inactive',
    'outside-groups': 'not in your groups',
    removed: 'account removed',
  } as const
  const notes = users.map((user) => [user.email, user.name, user.rows, user.excluded ? excluded[user.excluded] : ''])
  const values = notFound.map(({ value, rows, firstRow }) => [value, rows, firstRow])
  return [
    `Users found: ${users.length}\n`,
    table([{ title: 'E-mail' }, { title: 'Name' }, { title: 'Rows', right: true }, { title: 'Note' }], notes),
    ...(values.length === 0
      ? []
      : [
          `\nValues that belong to no user, whose rows are not imported: ${notFoundValues.toLocaleString('en')}\n`,
          table(
            [{ title: 'Value' }, { title: 'Rows', right: true }, { title: 'First row', right: true }],
            values.slice(0, LISTED),
          ),
          more(notFoundValues),
        ]),
    ...(empty.rows === 0
      ? []
      : [
          `\n${rowsOf(empty.rows)} without a user${empty.firstRow === undefined ? '' : `, the first is row ${empty.firstRow}`}.\n`,
        ]),
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

function more(count: number): string {
  return count > LISTED ? `… and ${(count - LISTED).toLocaleString('en')} more\n` : ''
}

/** `12 created, 3 updated`: what is not zero, in the order of its names. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count.toLocaleString('en')} ${name}`],
  )
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}

/** What the import would do to one user: counts and the first rows. */
export function previewText({ email, name, rows, counts, entries }: Preview): string {
  const first = entries.length === 0 ? [] : [`First ${rowsOf(entries.length)}:\n`, entriesText(entries)]
  return [`\n${plain(name)} <${plain(email)}>, ${rowsOf(rows)}: ${countsText(countsOnly(counts))}\n`, ...first].join('')
}

function countsOnly({ created, updated, unchanged, restored, rejected, deleted }: Counts): Record<string, number> {
  return { created, updated, unchanged, restored, rejected, deleted }
}

/** Rows of a preview: what becomes of each, field by field before → after, or why not. */
export function entriesText(entries: Preview['entries']): string {
  return entries.map(entryText).join('')
}

function entryText({ row, outcome, title, changes, reasons }: Preview['entries'][number]): string {
  const where = row === null ? 'not in the file' : `row ${row}`
  const value = (given: unknown): string => (given === null ? '(empty)' : JSON.stringify(plain(given)))
  return [
    `  ${where}  ${outcome}  ${plain(title)}\n`,
    ...changes.map(({ field, before, after }) =>
      before === null ? `      ${field}: ${value(after)}\n` : `      ${field}: ${value(before)} → ${value(after)}\n`,
    ),
    ...reasons.map(({ column, value: given, message }) => `      ${placeText({ column, value: given, message })}\n`),
  ].join('')
}

const ALWAYS: readonly string[] = ['created', 'updated', 'unchanged', 'rejected']

/** The accounts of an import: a line per user, the rows without a user, and the sum. */
export function summaryText(summary: Summary): string {
  const shown = OUTCOMES.filter((outcome) => ALWAYS.includes(outcome) || summary.totals[outcome] > 0)
  const columns: Column[] = [
    { title: 'User' },
    ...['Rows', ...shown, 'deleted'].map((title) => ({ title, right: true })),
  ]
  const rows = [
    ...summary.users.map(({ email, rows: count, totals, deleted }) => [
      email === '' ? '(not in your groups)' : email,
      count,
      ...shown.map((outcome) => totals[outcome]),
      deleted,
    ]),
    ...(summary.totals.unassigned > 0
      ? [
          [
            '(no user)',
            summary.totals.unassigned,
            ...shown.map((outcome) => (outcome === 'unassigned' ? summary.totals.unassigned : 0)),
            0,
          ],
        ]
      : []),
    ['all', summary.rows, ...shown.map((outcome) => summary.totals[outcome]), summary.deleted],
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

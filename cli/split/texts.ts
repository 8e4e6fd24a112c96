import { basename } from 'node:path'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
import { countsText, rowsOf } from '../import/texts.ts'
import { plain, table } from '../output.ts'
import { megabytes } from '../progress.ts'
import type { SplitPlan } from './plan.ts'
import type { PartResult, UploadedPart, UploadResult } from './upload-parts.ts'

/** What was split into what, for people. */
export function partsText(plan: SplitPlan, parts: readonly UploadedPart[]): string {
  const { sheet, headerRow, rows } = plan.inspection
  const users = parts.reduce((sum, part) => sum + part.users, 0)
  return [
    `Sheet "${plain(sheet)}", header in row ${headerRow}: ${rowsOf(rows)} of ${users.toLocaleString('en')} users.\n`,
    looseText(plan),
    table(
      [
        { title: 'Part', right: true },
        { title: 'File', max: 120 },
        { title: 'Users', right: true },
        { title: 'Rows', right: true },
      ],
      [
        ...parts.map((part) => [part.part, basename(part.path), part.users, part.rows]),
        ['all', '', users, parts.reduce((sum, part) => sum + part.rows, 0)],
      ],
    ),
    parts.length === 1 ? 'The file keeps within the limits as it is: it is one part.\n' : '',
  ].join('')
}

/** Where the rows went that belong to nobody. */
function looseText({ loose, parts }: SplitPlan): string {
  if (loose.rows === 0) return ''
  const where = parts.flatMap((part, at) => (part.loose > 0 ? [at + 1] : []))
  const alone = parts.some(({ groups }) => groups.length === 0)
  return (
    `${rowsOf(loose.rows)} belong to no user, the first is row ${loose.firstRow}.` +
    ` They are in part ${where.join(', ')}.${alone ? ' A part of such rows alone need not be imported.' : ''}\n`
  )
}

/** Which parts have more bytes than these; empty if none has. */
export function largeText(parts: readonly UploadedPart[], maxBytes: number): string {
  const large = parts.filter(({ size }) => size > maxBytes)
  const [first, ...others] = large
  if (first === undefined) return ''
  const more = others.length === 0 ? '' : `, and ${others.length} more parts are as large`
  return `Part ${first.part} has ${megabytes(first.size)}${more}.`
}

/** The same as one document. */
export function splitDocument(file: string, plan: SplitPlan, parts: readonly UploadedPart[]): Record<string, unknown> {
  const { inspection, loose } = plan
  return {
    file,
    sheet: inspection.sheet,
    headerRow: inspection.headerRow,
    rows: inspection.rows,
    rowsWithoutUser: loose.rows,
    parts: parts.map(({ part, path, size, users, rows }, at) => ({
      part,
      file: path,
      bytes: size,
      users,
      rows,
      rowsWithoutUser: plan.parts[at]?.loose ?? 0,
      values: plan.parts[at]?.groups.map(({ value, rows: count }) => ({ value, rows: count })) ?? [],
    })),
  }
}

const STATES: Readonly<Record<PartResult['state'], string>> = {
  imported: 'imported',
  before: 'imported before',
  'no-user': 'has no user, not imported',
  stopped: 'not completed',
  waiting: 'not begun',
}

/** What became of each part, and the sum. */
export function totalText({ parts, total }: UploadResult): string {
  const shown = OUTCOMES.filter((outcome) => total.totals[outcome] > 0)
  const titles = ['Rows', ...shown, 'deleted']
  const numbers = (of: Pick<UploadResult['total'], 'rows' | 'totals' | 'deleted'>): number[] => [
    of.rows,
    ...shown.map((outcome) => of.totals[outcome]),
    of.deleted,
  ]
  return `\n${table(
    [{ title: 'Part', right: true }, { title: 'State' }, ...titles.map((title) => ({ title, right: true }))],
    [
      ...parts.map(({ part, state, summary }) => [part, STATES[state], ...(summary ? numbers(summary) : [])]),
      ['all', '', ...numbers(total)],
    ],
  )}`
}

/** How to go on after a part that was not completed; empty if all were. `configured`: whether `--config` was given. */
export function goOnText(parts: readonly PartResult[], configured: boolean): string {
  const stopped = parts.find(({ state }) => state === 'stopped')
  if (stopped === undefined) return ''
  const { part, importId, summary } = stopped
  const done = parts.filter(({ state }) => state === 'imported' || state === 'before').map((one) => one.part)
  const left = parts.filter(({ state }) => state === 'waiting').map((one) => one.part)
  const result = summary === undefined ? '' : ` (${countsText(summary.totals)})`
  return [
    `Part ${part} was not completed${result}${importId === undefined ? '' : `: see "muster imports show ${importId}"`}.`,
    done.length === 0 ? 'No part is imported.' : `Imported: part ${done.join(', ')}.`,
    left.length === 0 ? '' : `Not begun: part ${left.join(', ')}.`,
    configured ? '' : settingsText(parts),
    `Go on with the same command and --from-part ${part}` +
      (left.length === 0
        ? '.'
        : `, or --from-part ${part + 1} once the import of part ${part} is completed otherwise.`),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** Without a configuration the settings were suggested for the first part; the others need the same. */
function settingsText(parts: readonly PartResult[]): string {
  const first = parts.find(({ state }) => state === 'imported')
  if (first?.importId === undefined) return ''
  return `Save the settings first, and add --config split.json: muster imports configuration ${first.importId} --out split.json`
}

import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { ApiProblem, ApiUnreachable } from '../lib/contracts/client.ts'
import { Problem, type ProblemPlace } from '../lib/domain/problems.ts'
import { LeftOpen, UsageError } from './exit-codes.ts'

/** Writes to stdout and waits while the reader is slower than we are. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** A line, or lines, for people, on stderr, where it disturbs no document on stdout. */
export function say(line = ''): void {
  process.stderr.write(`${line.replace(/\n$/, '')}\n`)
}

export async function printJson(value: unknown): Promise<void> {
  await print(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints items as one JSON array while they arrive, so that a long list needs no memory. */
export async function printJsonArray(items: AsyncIterable<unknown>): Promise<void> {
  let count = 0
  for await (const item of items) await print(`${count++ === 0 ? '[\n' : ',\n'}${JSON.stringify(item)}`)
  await print(count === 0 ? '[]\n' : '\n]\n')
}

/** A reader that has seen enough (`| head`) closes the pipe: that is an end, not an error. */
export function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}

/** A value as one line that cannot move the cursor, colour the terminal or break a table. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)
  return stripVTControlCharacters(text)
    .replaceAll(/[\r\n]+/g, ' ⏎ ')
    .replaceAll(/\p{Cc}/gu, ' ')
}

export interface Column {
  readonly title: string
  /** Numbers stand at the right. */
  readonly right?: boolean
  /** Longer values are cut, with an ellipsis. */
  readonly max?: number
}

const LONGEST = 40

/** How wide each column must be for its title and these rows. */
export function widthsOf(columns: readonly Column[], rows: readonly (readonly unknown[])[]): number[] {
  return columns.map(({ title, max = LONGEST }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => Math.min(max, stringWidth(plain(row[index]))))),
  )
}

/** Lines of a table: titles, a rule, and a line per row. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
  widths = widthsOf(columns, rows),
): string {
  const titles = columns.map(({ title }) => title)
  const rule = widths.map((width) => '─'.repeat(width))
  return [titles, rule, ...rows].map((row) => tableLine(columns, row, widths)).join('')
}

/** One line of a table whose widths are known. */
export function tableLine(columns: readonly Column[], row: readonly unknown[], widths: readonly number[]): string {
  const cells = columns.map(({ right }, index) => {
    const width = widths[index] ?? 0
    const text = cut(plain(row[index]), width)
    const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
    return right ? space + text : text + space
  })
  return `${cells.join('  ').trimEnd()}\n`
}

const graphemes = new Intl.Segmenter()

function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** A place of a problem, as any of our schemas gives it. */
export type Place = Partial<Record<keyof ProblemPlace, string | number | undefined>>

/** The most places of a problem that are listed. */
const PLACES = 20

/** Where in a file or request something is wrong, in words. */
export function placeText({ sheet, row, column, value, pointer, message }: Place): string {
  const where = [
    sheet === undefined ? '' : `sheet "${plain(sheet)}"`,
    row === undefined ? '' : `row ${plain(row)}`,
    column === undefined ? '' : `column "${plain(column)}"`,
    value === undefined ? '' : `value "${plain(value)}"`,
    pointer === undefined ? '' : plain(pointer),
  ].filter((part) => part !== '')
  return [where.join(', '), plain(message)].filter((part) => part !== '').join(': ')
}

/** A problem for people: what is wrong, where, what to do. */
export function problemText(problem: {
  code: string
  message: string
  advice?: string | undefined
  places?: readonly Place[] | undefined
}): string {
  const places = problem.places ?? []
  return [
    `${plain(problem.message)} (${problem.code})`,
    ...places.slice(0, PLACES).map((place) => `  ${placeText(place)}`),
    ...(places.length > PLACES ? [`  … and ${places.length - PLACES} more places`] : []),
    ...(problem.advice === undefined ? [] : problem.advice.split('\n').map(plain)),
  ].join('\n')
}

/** Whatever was thrown, as text for people and as the document that `--json` prints. */
export function describeError(error: unknown): { text: string; document: Record<string, unknown> } {
  if (error instanceof ApiProblem) {
    const { title, detail, code, advice, places, details } = error.problem
    const message = detail ?? title
    return {
      text: problemText({ code, message, advice, places }),
      document: { code, message, advice, places, details },
    }
  }
  if (error instanceof Problem) return { text: problemText(error), document: { ...error.toJSON() } }
  if (error instanceof ApiUnreachable) {
    const advice = 'Is it running? "npm start" serves it on this machine; --url or MUSTER_URL names another one.'
    return { text: `${error.message}.\n${advice}`, document: { code: 'unreachable', message: error.message, advice } }
  }
  if (error instanceof LeftOpen) {
    return {
      text: `${error.message}\n${error.advice}`,
      document: { code: 'left-open', message: error.message, advice: error.advice },
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { text: message, document: { code: error instanceof UsageError ? 'usage' : 'failed', message } }
}

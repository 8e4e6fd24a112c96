import { isCellError, type Cell } from '../../lib/domain/cells.ts'
import type { FileFormat } from '../../lib/readers/workbook.ts'

interface Weakness {
  readonly name: string
  readonly formats: readonly FileFormat[]
  readonly explains: (ours: Cell, oracle: Cell) => boolean
}

const OPEN_DOCUMENT: readonly FileFormat[] = ['ods', 'fods']

/** Where SheetJS is wrong time and again, each witnessed by LibreOffice's own display of the same cells. */
const WEAKNESSES: readonly Weakness[] = [
  {
    name: 'takes blanks from the ends of paragraphs, or line breaks within them',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) =>
      (typeof ours === 'string' || ours === null) &&
      (typeof oracle === 'string' || oracle === null) &&
      withoutBlanks(ours) === withoutBlanks(oracle),
  },
  {
    name: 'reads a failed formula as its text, or as empty',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) =>
      isCellError(ours) && (oracle === null || oracle === ours.error || ours.error === '#ERROR'),
  },
  {
    name: 'shows a time of day behind a day without one',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) => typeof ours === 'string' && oracle === `${ours}T00:00:00.000Z`,
  },
  {
    name: 'cuts the days off a duration',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) => isTime(ours) && isTime(oracle) && secondsOf(ours) % 86_400 === secondsOf(oracle),
  },
  {
    name: 'reads a number that is shown as a truth value as one',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) => typeof ours === 'number' && typeof oracle === 'boolean',
  },
  {
    name: 'cuts fractions off a second instead of rounding',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) => isTime(ours) && isTime(oracle) && secondsOf(ours) - secondsOf(oracle) === 1,
  },
  {
    name: 'reads a time of day as a moment, a day or a number of days',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) =>
      isTime(ours) &&
      secondsOfDays(oracle) !== undefined &&
      Math.abs(secondsOf(ours) - (secondsOfDays(oracle) ?? 0)) <= 1,
  },
  {
    name: 'reads what is no number as one',
    formats: OPEN_DOCUMENT,
    explains: (ours, oracle) => ours === null && Number.isNaN(oracle),
  },
]

/** The name of the oracle's weakness that explains why it reads a cell otherwise, if there is one. */
export function weaknessOf(format: FileFormat, ours: Cell, oracle: Cell): string | undefined {
  return WEAKNESSES.find(({ formats, explains }) => formats.includes(format) && explains(ours, oracle))?.name
}

function withoutBlanks(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, '')
}

function isTime(cell: Cell): cell is string {
  return typeof cell === 'string' && /^\d+:\d\d:\d\d$/.test(cell)
}

function secondsOf(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

/** A cell of days counted from 1899-12-31, as a number or a moment, in seconds. */
function secondsOfDays(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell * 86_400
  const time = typeof cell === 'string' ? /^1899-12-31T(\d\d:\d\d:\d\d)/.exec(cell)?.[1] : undefined
  return time === undefined ? undefined : secondsOf(time)
}

import { listed, UsageError, wholeNumber, type OptionValues } from '../frame.ts'
import { CASES, type Case } from './cases.ts'
import type { ReaderName } from './readers/readers.ts'

/** Readers that ours is compared with. */
const OTHERS = [...new Set(CASES.flatMap(({ readers }) => readers))].filter((name) => name !== 'muster')

export const OPTIONS = {
  rows: { type: 'string', default: '100000' },
  columns: { type: 'string', default: '20' },
  case: { type: 'string' },
  reader: { type: 'string' },
  all: { type: 'boolean', default: false },
  runs: { type: 'string', default: '3' },
  heap: { type: 'string' },
  budget: { type: 'string', default: '600' },
  timeout: { type: 'string', default: '300' },
  keep: { type: 'string' },
} as const

export const USAGE = `    --rows N,…       rows of the files (100000); a format that cannot have as many has as many as it can
    --all            10,000, 100,000 and 1,000,000 rows
    --columns N      columns (20)
    --case NAME,…    ${CASES.map(({ name }) => name).join(', ')} (all)
    --reader NAME,…  who reads beside Muster and the floors: ${OTHERS.join(', ')} (all)
    --runs N         runs of each reader; the least time counts (3)
    --heap MB        limit of the heap of every reading (Node's own)
    --budget S       after so many seconds, no reader gets a further run (600)
    --timeout S      one reading may take so long (300)
    --keep DIR       leave the files there`

const ALL_ROWS = [10_000, 100_000, 1_000_000]

export interface ReadOptions {
  /** Ascending. */
  readonly rows: readonly number[]
  readonly columns: number
  readonly cases: readonly Case[]
  readonly runs: number
  readonly heapMb: number | undefined
  readonly budget: number
  readonly timeout: number
  /** A folder for the files; undefined: a temporary one. */
  readonly keep: string | undefined
}

/** @throws UsageError */
export function readOptions(values: OptionValues): ReadOptions {
  const rows = values['all'] === true ? ALL_ROWS : listed(values['rows']).map((one) => wholeNumber('rows', one, 1))
  if (rows.length === 0) throw new UsageError('--rows takes at least one number')
  const others = values['reader'] === undefined ? OTHERS : listed(values['reader']).map(otherOf)
  const cases = values['case'] === undefined ? CASES : listed(values['case']).map(caseOf)
  return {
    rows: [...new Set(rows)].toSorted((one, other) => one - other),
    columns: wholeNumber('columns', values['columns'], 1),
    cases: cases.map((one) => ({
      ...one,
      readers: one.readers.filter((name) => name === 'muster' || others.includes(name)),
    })),
    runs: wholeNumber('runs', values['runs'], 1),
    heapMb: values['heap'] === undefined ? undefined : wholeNumber('heap', values['heap'], 1),
    budget: wholeNumber('budget', values['budget'], 0),
    timeout: wholeNumber('timeout', values['timeout'], 1),
    keep: values['keep'] === undefined ? undefined : String(values['keep']),
  }
}

function otherOf(name: string): ReaderName {
  const known = OTHERS.find((one) => one === name)
  if (known) return known
  throw new UsageError(`There is no reader "${name}", only: ${OTHERS.join(', ')}`)
}

function caseOf(name: string): Case {
  const known = CASES.find((one) => one.name === name)
  if (known) return known
  throw new UsageError(`There is no case "${name}", only: ${CASES.map((one) => one.name).join(', ')}`)
}

import type { AnswerOf } from '../../../../../lib/contracts/client.ts'

type ImportUserLine = AnswerOf<'listImportUsers'>['users'][number]
type Counts = AnswerOf<'getPreview'>['counts']
type Line = Pick<ImportUserLine, 'userId' | 'rows' | 'state'>

const WRITTEN = ['created', 'updated', 'restored', 'transferred', 'related'] as const

export interface WrittenPart {
  readonly outcome: (typeof WRITTEN)[number]
  readonly count: number
}

/** What is written if this user is imported, in the order in which it is said; without what would be nothing. */
export function writtenParts(counts: Counts): WrittenPart[] {
  return WRITTEN.map((outcome) => ({ outcome, count: counts[outcome] })).filter(({ count }) => count > 0)
}

export interface Rest {
  readonly users: number
  readonly rows: number
}

/** Who else would be imported without a preview: everybody who is neither imported nor skipped nor left out. */
export function restAfter(lines: readonly Line[], userId: string): Rest {
  const open = lines.filter(
    (line) =>
      line.userId !== userId && (line.state === 'pending' || line.state === 'previewed' || line.state === 'importing'),
  )
  return { users: open.length, rows: open.reduce((sum, { rows }) => sum + rows, 0) }
}

export interface Turn {
  /** From 1. */
  readonly place: number
  readonly of: number
}

/** Whose turn it is among those who are not left out. */
export function turnOf(lines: readonly Line[], userId: string): Turn {
  const taking = lines.filter(({ state }) => state !== 'excluded')
  return { place: taking.findIndex((line) => line.userId === userId) + 1, of: taking.length }
}

/** Who was imported or skipped last, if anybody was. */
export function lastDone<Known extends Pick<ImportUserLine, 'userId' | 'state' | 'endedAt'>>(
  lines: readonly Known[],
): Known | undefined {
  return lines
    .filter(({ state }) => state === 'imported' || state === 'skipped')
    .reduce<Known | undefined>(
      (last, line) => (last === undefined || (line.endedAt ?? '') >= (last.endedAt ?? '') ? line : last),
      undefined,
    )
}

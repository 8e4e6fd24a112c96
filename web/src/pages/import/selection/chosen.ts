import type { ImportUserLine } from '../../../api/import-users.ts'

type Line = Pick<ImportUserLine, 'userId' | 'name' | 'email' | 'rows' | 'state' | 'excluded'>

/** Who can be chosen: found in the file, neither imported before nor left out for a reason that stands. */
export const canBeChosen = ({ state, excluded }: Pick<Line, 'state' | 'excluded'>): boolean =>
  state !== 'imported' && excluded === undefined

const keyOf = (importId: string): string => `muster.selection.${importId}`

/** Whom a person has left out so far; kept in this window, so that a reload does not bring them back. */
export function readLeftOut(importId: string): ReadonlySet<string> | undefined {
  const kept = sessionStorage.getItem(keyOf(importId))
  return kept === null ? undefined : new Set(kept.split(' ').filter((id) => id !== ''))
}

/** Whom to begin without: after *Back* those who were left out before, also by somebody else. */
export const leftOutBefore = (
  lines: readonly Pick<ImportUserLine, 'userId' | 'notChosenBefore'>[],
): ReadonlySet<string> =>
  new Set(lines.filter(({ notChosenBefore }) => notChosenBefore === true).map(({ userId }) => userId))

export const keepLeftOut = (importId: string, leftOut: ReadonlySet<string>): void =>
  sessionStorage.setItem(keyOf(importId), [...leftOut].join(' '))

export const forgetLeftOut = (importId: string): void => sessionStorage.removeItem(keyOf(importId))

export const ORDERS = ['rows', 'name'] as const
export type Order = (typeof ORDERS)[number]

/** The lines to show: those that contain the text, in any case and with or without accents, in this order. */
export function shownLines<Shown extends Pick<Line, 'name' | 'email' | 'rows'>>(
  lines: readonly Shown[],
  text: string,
  order: Order,
): Shown[] {
  const wanted = simplified(text)
  const byName = (a: Shown, b: Shown) =>
    a.name.localeCompare(b.name, undefined, { numeric: true }) || (a.email < b.email ? -1 : 1)
  return lines
    .filter(({ name, email }) => simplified(`${name} ${email}`).includes(wanted))
    .sort((a, b) => (order === 'rows' ? b.rows - a.rows : 0) || byName(a, b))
}

const simplified = (text: string): string =>
  text
    .trim()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

export interface Choice {
  readonly users: readonly Line[]
  readonly rows: number
}

/** Who is imported if it goes on like this, and with how many rows. */
export function choiceOf(lines: readonly Line[], leftOut: ReadonlySet<string>): Choice {
  const users = lines.filter((line) => canBeChosen(line) && !leftOut.has(line.userId))
  return { users, rows: users.reduce((sum, { rows }) => sum + rows, 0) }
}

import { normaliseEmail } from './companies.ts'
import type { AssignmentMode, Correction } from './configuration.ts'
import { comparedValue } from './assignment.ts'

/** All rows of one user, which stay together. */
export interface RowGroup {
  readonly rows: number
  /** The number of its first row, as in the sheet. */
  readonly firstRow: number
}

export interface PartLimits {
  readonly maxRows: number
  readonly maxUsers: number
}

/** What goes into one file. `loose` rows belong to nobody and go where there is room. */
export interface Part<Group extends RowGroup> {
  readonly groups: readonly Group[]
  readonly rows: number
  readonly loose: number
}

interface Bin<Group> {
  readonly groups: Group[]
  rows: number
  loose: number
}

/**
 * Puts whole users into parts within the limits: the largest first, each into the first part with room for it
 * (first-fit decreasing), so that no two parts would fit into one. Loose rows fill what is left; parts that only they
 * make necessary come last. The same groups give the same parts, in the order of their first rows.
 * @param groups none of them larger than `maxRows`
 */
export function packParts<Group extends RowGroup>(
  groups: readonly Group[],
  loose: number,
  { maxRows, maxUsers }: PartLimits,
): Part<Group>[] {
  const bins: Bin<Group>[] = []
  for (const group of groups.toSorted((a, b) => b.rows - a.rows || a.firstRow - b.firstRow)) {
    if (group.rows > maxRows) throw new RangeError(`A group of ${group.rows} rows fits into no part of ${maxRows}.`)
    const room = bins.find((bin) => bin.rows + group.rows <= maxRows && bin.groups.length < maxUsers)
    const bin = room ?? { groups: [], rows: 0, loose: 0 }
    if (room === undefined) bins.push(bin)
    bin.groups.push(group)
    bin.rows += group.rows
  }
  for (const bin of bins) bin.groups.sort((a, b) => a.firstRow - b.firstRow)
  bins.sort((a, b) => (a.groups[0]?.firstRow ?? 0) - (b.groups[0]?.firstRow ?? 0))
  let left = loose
  for (let at = 0; left > 0; at++) {
    const bin = (bins[at] ??= { groups: [], rows: 0, loose: 0 })
    bin.loose = Math.min(left, maxRows - bin.rows)
    bin.rows += bin.loose
    left -= bin.loose
  }
  return bins
}

/** What an account is found by. */
export interface KnownUser {
  readonly email: string
  readonly employeeNumber?: string | undefined
}

export interface OwnerRules {
  readonly by: AssignmentMode
  /** Values that were accepted to mean a user: their rows stay with that user's. */
  readonly corrections?: readonly Correction[] | undefined
  /**
   * The company's users, where they are known: then e-mail and employee number of one user are one owner, and what is
   * neither, nor corrected, is nobody's.
   */
  readonly users?: readonly KnownUser[] | undefined
}

/**
 * Makes the function that says whose rows a value of the assignment column gathers: values with the same answer belong
 * to one user, undefined is nobody. As in an import, e-mail ignores case, surrounding space and Unicode form, an employee number only space,
 * and a correction counts where the value is nobody's.
 */
export function createOwnerFinder({ by, corrections = [], users }: OwnerRules): (value: string) => string | undefined {
  const owners = new Map<string, string>()
  for (const { email, employeeNumber } of users ?? []) {
    const owner = normaliseEmail(email)
    owners.set(owner, owner)
    const number = employeeNumber?.trim() ?? ''
    if (number !== '') owners.set(number, owner)
  }
  for (const { value, email } of corrections) {
    const key = comparedValue(value, by)
    if (!owners.has(key)) owners.set(key, normaliseEmail(email))
  }
  return (value) => {
    if (value.trim() === '') return undefined
    const known = owners.get(value.trim()) ?? owners.get(normaliseEmail(value))
    return known ?? (users === undefined ? comparedValue(value, by) : undefined)
  }
}

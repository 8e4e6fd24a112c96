import type { AssignmentMode } from '../configuration.ts'
import { normaliseHeader } from '../headers.ts'

const E_MAIL_NAMES = [
  'Betreuer E-Mail',
  'E-Mail Betreuer',
  'Mitarbeiter E-Mail',
  'E-Mail Mitarbeiter',
  'Benutzer E-Mail',
  'Vertreter E-Mail',
  'E-Mail Vertreter',
  'Außendienst E-Mail',
  'ADM E-Mail',
  'User e-mail',
  'Owner e-mail',
  'Account owner e-mail',
  'Employee e-mail',
  'Rep e-mail',
  'Sales rep e-mail',
  'Representative e-mail',
]
const NUMBER_NAMES = [
  'Personalnummer',
  'Personal-Nr.',
  'Personalnr',
  'Pers.Nr.',
  'Mitarbeiternummer',
  'Mitarbeiter-Nr.',
  'MA-Nr.',
  'Vertreternummer',
  'Vertreter-Nr.',
  'ADM-Nr.',
  'Employee number',
  'Employee no.',
  'Employee ID',
  'Personnel number',
  'Staff number',
  'Rep number',
]
const EITHER_NAMES = [
  'Betreuer',
  'Kundenbetreuer',
  'Mitarbeiter',
  'Vertreter',
  'Benutzer',
  'Außendienst',
  'Außendienstmitarbeiter',
  'ADM',
  'Verkäufer',
  'Zuständig',
  'Gebietsleiter',
  'User',
  'Owner',
  'Account owner',
  'Assigned to',
  'Rep',
  'Sales rep',
  'Salesperson',
  'Representative',
  'Employee',
]

const named = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(normaliseHeader))
/** Names of columns that say whose a row is, as compared: by e-mail address, and by employee number. */
export const ASSIGNMENT_NAMES: Readonly<Record<AssignmentMode, ReadonlySet<string>>> = {
  email: named(E_MAIL_NAMES),
  'employee-number': named(NUMBER_NAMES),
}
/** Names of columns that say whose a row is by either of the two. */
export const EITHER_ASSIGNMENT_NAMES = named(EITHER_NAMES)

/** Whether a header, as compared, is a usual one for the user a row belongs to. */
export function namesAUser(key: string): boolean {
  return [...Object.values(ASSIGNMENT_NAMES), EITHER_ASSIGNMENT_NAMES].some((names) => names.has(key))
}

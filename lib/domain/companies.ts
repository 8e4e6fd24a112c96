import type { GuardSettings } from './guard.ts'

export const USER_LEVELS = ['user', 'supervisor', 'administrator'] as const
/** `supervisor` sees users who share a group with them, `administrator` sees all. */
export type UserLevel = (typeof USER_LEVELS)[number]

export interface User {
  readonly id: string
  readonly email: string
  readonly employeeNumber?: string
  readonly firstName: string
  readonly lastName: string
  readonly level: UserLevel
  readonly groups: readonly string[]
  readonly active: boolean
  readonly locale?: Locale
}

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

export const IMPORT_PERMISSIONS = ['everyone', 'supervisors-and-administrators', 'administrators', 'nobody'] as const
export type ImportPermission = (typeof IMPORT_PERMISSIONS)[number]

export const CRM_INTEGRATIONS = ['none', 'salesforce', 'dynamics'] as const
export type CrmIntegration = (typeof CRM_INTEGRATIONS)[number]

/** How many days a company may keep its restore points. The bucket has one rule for each of them. */
export const RESTORE_POINT_DAYS = [7, 14, 30, 60, 90, 180, 365] as const
export type RestorePointDays = (typeof RESTORE_POINT_DAYS)[number]

export interface Limits {
  /** Data rows of one import. */
  readonly maxRows: number
  /** Users found in one import. */
  readonly maxUsers: number
  /** Bytes of one uploaded file. */
  readonly maxBytes: number
}

export interface Company {
  readonly id: string
  readonly name: string
  readonly crmIntegration: CrmIntegration
  readonly importPermission: ImportPermission
  readonly limits: Limits
  readonly guard: GuardSettings
  readonly locale: Locale
  readonly timeZone: string
  /** How many days restore points that are made from now on are kept. */
  readonly restorePointDays: RestorePointDays
  /** How long an import waits for an answer before it ends as cancelled. */
  readonly answerWithinSeconds: number
  /** How long entries of the audit trail are kept. */
  readonly auditDays: number
}

/** Sources: 100,000 rows and 30 MB as the reference product's import API documents them; 100 users, 7 days: docs/architecture.md. */
export const COMPANY_DEFAULTS = {
  crmIntegration: 'none',
  importPermission: 'supervisors-and-administrators',
  limits: { maxRows: 100_000, maxUsers: 100, maxBytes: 30 * 1024 * 1024 },
  guard: { maxDeletedPercent: 50, maxChangedPercent: 90, fromRecords: 20 },
  locale: 'en',
  timeZone: 'Europe/Vienna',
  restorePointDays: 30,
  answerWithinSeconds: 7 * 24 * 60 * 60,
  auditDays: 365,
} as const satisfies Omit<Company, 'id' | 'name'>

/** E-mail addresses are compared without case and surrounding space, in one Unicode form. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase()
}

export function displayName(user: Pick<User, 'firstName' | 'lastName' | 'email'>): string {
  const name = `${user.firstName} ${user.lastName}`.trim()
  return name === '' ? user.email : name
}

/** Whom a person may see and import for: oneself; a supervisor also users of a shared group; an administrator everybody. */
export function reaches(actor: User, user: User): boolean {
  if (actor.level === 'administrator' || actor.id === user.id) return true
  return actor.level === 'supervisor' && user.groups.some((group) => actor.groups.includes(group))
}

/** Whether the company's permission setting lets this person import. */
export function mayImport(company: Pick<Company, 'importPermission'>, actor: User): boolean {
  switch (company.importPermission) {
    case 'everyone':
      return true
    case 'supervisors-and-administrators':
      return actor.level !== 'user'
    case 'administrators':
      return actor.level === 'administrator'
    case 'nobody':
      return false
  }
}

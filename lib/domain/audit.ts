import type { Locale } from './companies.ts'
import type { Person } from './imports.ts'
import type { ProblemCode } from './problems.ts'

/**
 * Everything that is written down, by its stable word: what was done, or tried, to which kind of thing.
 * `docs/audit.md` lists them too.
 */
export const AUDIT_ACTIONS = {
  'company.changed': { en: 'Settings of the company changed', de: 'Einstellungen des Unternehmens geändert' },
  'custom-fields.changed': { en: 'Own fields changed', de: 'Eigene Felder geändert' },
  'user.created': { en: 'User created', de: 'Benutzer angelegt' },
  'user.changed': { en: 'User changed', de: 'Benutzer geändert' },
  'user.deleted': { en: 'User deleted', de: 'Benutzer gelöscht' },
  'users.changed': { en: 'Users changed in bulk', de: 'Benutzer gesammelt geändert' },
  'record.created': {
    en: "Record entered in somebody else's account",
    de: 'Datensatz bei anderem Benutzer eingetragen',
  },
  'record.changed': { en: "Somebody else's record changed", de: 'Datensatz eines anderen Benutzers geändert' },
  'record.deleted': { en: "Somebody else's record deleted", de: 'Datensatz eines anderen Benutzers gelöscht' },
  'record.restored': {
    en: "Somebody else's record taken out of the recycle bin",
    de: 'Datensatz eines anderen Benutzers aus dem Papierkorb geholt',
  },
  'records.restored': {
    en: 'Several records taken out of the recycle bin',
    de: 'Mehrere Datensätze aus dem Papierkorb geholt',
  },
  'import.started': { en: 'Import begun', de: 'Import begonnen' },
  'import.settings-given': { en: 'Settings of an import given', de: 'Einstellungen eines Imports angegeben' },
  'import.selection-given': { en: 'Users of an import chosen', de: 'Benutzer eines Imports ausgewählt' },
  'decision.made': { en: 'Decision made', de: 'Entscheidung getroffen' },
  'import.cancel-requested': { en: 'Import asked to stop', de: 'Import zum Abbruch aufgefordert' },
  'import.resumed': { en: 'Failed import resumed', de: 'Gescheiterter Import fortgesetzt' },
  'import.completed': { en: 'Import completed', de: 'Import abgeschlossen' },
  'import.cancelled': { en: 'Import ended as cancelled', de: 'Import endete als abgebrochen' },
  'import.aborted': { en: 'Import refused, nothing was written', de: 'Import abgelehnt, nichts wurde geschrieben' },
  'import.failed': { en: 'Import failed', de: 'Import gescheitert' },
  'configuration.created': { en: 'Import configuration saved', de: 'Importkonfiguration gespeichert' },
  'configuration.changed': { en: 'Import configuration replaced', de: 'Importkonfiguration ersetzt' },
  'configuration.deleted': { en: 'Import configuration deleted', de: 'Importkonfiguration gelöscht' },
  'restore-point.created': { en: 'Restore point asked for', de: 'Wiederherstellungspunkt angefordert' },
  'restore-point.changed': {
    en: 'Restore point renamed, pinned or unpinned',
    de: 'Wiederherstellungspunkt umbenannt, angeheftet oder gelöst',
  },
  'restore-point.deleted': { en: 'Restore point deleted', de: 'Wiederherstellungspunkt gelöscht' },
  'restore-point.failed': {
    en: 'Restore point could not be completed',
    de: 'Wiederherstellungspunkt konnte nicht fertiggestellt werden',
  },
  'restore.started': { en: 'Restore begun', de: 'Wiederherstellung begonnen' },
  'restore.completed': { en: 'Restore completed', de: 'Wiederherstellung abgeschlossen' },
  'restore.failed': { en: 'Restore failed', de: 'Wiederherstellung gescheitert' },
  'undo.started': { en: 'Undo begun', de: 'Rücknahme begonnen' },
  'undo.completed': { en: 'Undo completed', de: 'Rücknahme abgeschlossen' },
  'undo.failed': { en: 'Undo failed', de: 'Rücknahme gescheitert' },
} as const satisfies Record<string, Readonly<Record<Locale, string>>>

export type AuditAction = keyof typeof AUDIT_ACTIONS

export const AUDIT_SUBJECTS = [
  'company',
  'record-type',
  'user',
  'record',
  'import',
  'approval',
  'configuration',
  'restore-point',
  'restore',
] as const

/** What an entry is about. `id` is absent where nothing came to be. */
export interface AuditSubject {
  readonly kind: (typeof AUDIT_SUBJECTS)[number]
  readonly id?: string | undefined
  readonly name?: string | undefined
}

export type AuditValue =
  string | number | boolean | null | undefined | readonly AuditValue[] | { readonly [name: string]: AuditValue }

/** Ids, words and counts; never what stands in a row, a record, a mail or a token. */
export type AuditDetails = Readonly<Record<string, AuditValue>>

/** Where a request came from: the address of the connection, and what the client calls itself. */
export interface AuditOrigin {
  readonly ip: string
  readonly userAgent: string
}

/** One line of the audit trail. It is written once and never again. */
export interface AuditEntry {
  readonly id: string
  /** When the request came, or when it happened. */
  readonly at: string
  readonly by: Person
  readonly action: AuditAction
  readonly subject: AuditSubject
  /** `done`, or why not. */
  readonly outcome: 'done' | ProblemCode
  /** Absent where nobody asked: Muster did it by itself. */
  readonly from?: AuditOrigin
  readonly details: AuditDetails
}

/** Who did what nobody asked for at this moment. */
export const SYSTEM: Person = { userId: 'system', email: '', name: 'Muster' }

/** Days for which entries are kept: bounds of the setting. */
export const AUDIT_DAYS = { min: 30, max: 3650 } as const

const DAY_MS = 24 * 60 * 60 * 1000

/** Until when an entry is kept, as ISO text. */
export function keptUntil(at: string, auditDays: number): string {
  return new Date(Date.parse(at) + auditDays * DAY_MS).toISOString()
}

const LONGEST_AGENT = 200
const LONGEST_TEXT = 300
const MOST_MEMBERS = 50
const DEEPEST = 4
/** Characters of all details of an entry together, as JSON. */
const MOST_CHARACTERS = 10_000

/** What a client calls itself, as one line of bounded length. */
export function originOf(ip: string, userAgent: string): AuditOrigin {
  const line = userAgent.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return { ip, userAgent: cut(line.trim(), LONGEST_AGENT) }
}

/** Details of bounded size: long texts are cut, long lists and deep trees end early. What is undefined is left out. */
export function boundedDetails(details: AuditDetails): AuditDetails {
  const all = boundedObject(details, DEEPEST)
  let characters = 0
  const kept = Object.entries(all).filter(([name, value]) => {
    characters += JSON.stringify({ [name]: value }).length
    return characters <= MOST_CHARACTERS
  })
  return kept.length === Object.keys(all).length ? all : { ...Object.fromEntries(kept), more: '…' }
}

function boundedObject(object: AuditDetails, depth: number): AuditDetails {
  const given = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.slice(0, MOST_MEMBERS).map(([name, value]) => [cut(name, LONGEST_TEXT), bounded(value, depth - 1)]),
  )
}

function bounded(value: AuditValue, depth: number): AuditValue {
  if (typeof value === 'string') return cut(value, LONGEST_TEXT)
  if (typeof value !== 'object' || value === null) return value
  if (depth <= 0) return '…'
  return isList(value)
    ? value.slice(0, MOST_MEMBERS).map((member) => bounded(member, depth - 1))
    : boundedObject(value, depth)
}

const isList = (value: object): value is readonly AuditValue[] => Array.isArray(value)

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`
}

/**
 * What differs between two states of the same settings, by dotted name: `{'limits.maxRows': {before: 1, after: 2}}`.
 * Settings are plain values or objects of them.
 */
export function changesBetween(
  before: object,
  after: object,
): Record<string, { before: AuditValue; after: AuditValue }> {
  const old = new Map(leavesOf(before))
  const now = new Map(leavesOf(after))
  const names = [...new Set([...old.keys(), ...now.keys()])]
  return Object.fromEntries(
    names
      .filter((name) => old.get(name) !== now.get(name))
      .map((name) => [name, { before: old.get(name) ?? null, after: now.get(name) ?? null }]),
  )
}

function leavesOf(value: object, above = ''): [string, string | number | boolean][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, string | number | boolean][] => {
    if (typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean') {
      return [[`${above}${name}`, inner]]
    }
    return typeof inner === 'object' && inner !== null ? leavesOf(inner, `${above}${name}.`) : []
  })
}

/** What is asked of the trail: all that are given must fit. */
export interface AuditFilter {
  /** A person's id or e-mail address, normalised. */
  readonly by?: string | undefined
  readonly action?: AuditAction | undefined
  /** An id: of the subject, or one that the details name. */
  readonly subject?: string | undefined
}

/** Whether an entry is what was asked for. */
export function fitsFilter({ by: who, action: done, subject: on, details }: AuditEntry, filter: AuditFilter): boolean {
  const { by, action, subject } = filter
  if (action !== undefined && done !== action) return false
  if (by !== undefined && who.userId !== by && who.email.toLowerCase() !== by.toLowerCase()) return false
  return subject === undefined || on.id === subject || Object.values(details).includes(subject)
}

import type { z } from 'zod'
import type { companyChange } from '../../../../lib/contracts/schemas.ts'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'

export type Company = AnswerOf<'getCompany'>
export type CompanyChange = z.input<typeof companyChange>

/** The settings as they stand in the inputs: numbers as they are typed. */
export interface SettingsDraft {
  readonly name: string
  readonly locale: Company['locale']
  readonly timeZone: string
  readonly importPermission: Company['importPermission']
  readonly crmIntegration: Company['crmIntegration']
  readonly answerDays: string
  readonly maxRows: string
  readonly maxUsers: string
  readonly maxMegabytes: string
  readonly maxDeletedPercent: string
  readonly maxChangedPercent: string
  readonly fromRecords: string
  readonly restorePointDays: Company['restorePointDays']
  readonly auditDays: string
}

const DAY = 24 * 60 * 60
const MEGABYTE = 1024 * 1024

/** What the API takes (`companyChange`), in the units of the inputs. */
export const RANGES = {
  answerDays: { min: 1, max: 24 },
  maxRows: { min: 1, max: 1_000_000 },
  maxUsers: { min: 1, max: 500 },
  maxMegabytes: { min: 1, max: 1024 },
  fromRecords: { min: 0, max: 1_000_000 },
  auditDays: { min: 30, max: 3650 },
} as const

export const RESTORE_POINT_DAYS = [
  7, 14, 30, 60, 90, 180, 365,
] as const satisfies readonly Company['restorePointDays'][]

/** To two places: what is no whole number in this unit is shown about, and kept exactly unless it is changed. */
const shown = (number: number): string => String(Math.round(number * 100) / 100)

export const draftOf = (company: Company): SettingsDraft => ({
  name: company.name,
  locale: company.locale,
  timeZone: company.timeZone,
  importPermission: company.importPermission,
  crmIntegration: company.crmIntegration,
  answerDays: shown(company.answerWithinSeconds / DAY),
  maxRows: shown(company.limits.maxRows),
  maxUsers: shown(company.limits.maxUsers),
  maxMegabytes: shown(company.limits.maxBytes / MEGABYTE),
  maxDeletedPercent: String(company.guard.maxDeletedPercent),
  maxChangedPercent: String(company.guard.maxChangedPercent),
  fromRecords: shown(company.guard.fromRecords),
  restorePointDays: company.restorePointDays,
  auditDays: shown(company.auditDays),
})

const NAMES = [
  'name',
  'locale',
  'timeZone',
  'importPermission',
  'crmIntegration',
  'answerDays',
  'maxRows',
  'maxUsers',
  'maxMegabytes',
  'maxDeletedPercent',
  'maxChangedPercent',
  'fromRecords',
  'restorePointDays',
  'auditDays',
] as const satisfies readonly (keyof SettingsDraft)[]

export type SettingName = (typeof NAMES)[number]

/** The settings that were changed. */
export const changedSettings = (before: SettingsDraft, draft: SettingsDraft): SettingName[] =>
  NAMES.filter((name) => before[name] !== draft[name])

/** A number as it is typed in either language. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text.trim().replace(',', '.')))

const isPercent = (name: SettingName): name is 'maxDeletedPercent' | 'maxChangedPercent' =>
  name === 'maxDeletedPercent' || name === 'maxChangedPercent'

const isRanged = (name: SettingName): name is keyof typeof RANGES => name in RANGES

/** Settings that were changed to what cannot be. */
export function wrongSettings(before: SettingsDraft, draft: SettingsDraft): SettingName[] {
  return changedSettings(before, draft).filter((name) => {
    if (name === 'name') return draft.name.trim() === ''
    if (isPercent(name)) return !(numberOf(draft[name]) >= 0 && numberOf(draft[name]) <= 100)
    if (!isRanged(name)) return false
    const number = numberOf(draft[name])
    return !(Number.isInteger(number) && number >= RANGES[name].min && number <= RANGES[name].max)
  })
}

/** Those of these settings that were changed, as numbers in the unit of the API. */
function numbersOf<Name extends string>(
  changed: readonly SettingName[],
  draft: SettingsDraft,
  settings: readonly (readonly [Name, SettingName, number])[],
): { [Key in Name]?: number } | undefined {
  const found: { [Key in Name]?: number } = {}
  for (const [name, setting, unit] of settings) {
    if (changed.includes(setting)) found[name] = numberOf(String(draft[setting])) * unit
  }
  return Object.keys(found).length === 0 ? undefined : found
}

/** What to send: the changed settings alone, so that what somebody else changed meanwhile stays. */
export function changeOf(before: SettingsDraft, draft: SettingsDraft): CompanyChange {
  const changed = changedSettings(before, draft)
  const has = (name: SettingName): boolean => changed.includes(name)
  const limits = numbersOf(changed, draft, [
    ['maxRows', 'maxRows', 1],
    ['maxUsers', 'maxUsers', 1],
    ['maxBytes', 'maxMegabytes', MEGABYTE],
  ])
  const guard = numbersOf(changed, draft, [
    ['maxDeletedPercent', 'maxDeletedPercent', 1],
    ['maxChangedPercent', 'maxChangedPercent', 1],
    ['fromRecords', 'fromRecords', 1],
  ])
  return {
    ...(has('name') ? { name: draft.name.trim() } : {}),
    ...(has('locale') ? { locale: draft.locale } : {}),
    ...(has('timeZone') ? { timeZone: draft.timeZone } : {}),
    ...(has('importPermission') ? { importPermission: draft.importPermission } : {}),
    ...(has('crmIntegration') ? { crmIntegration: draft.crmIntegration } : {}),
    ...(limits === undefined ? {} : { limits }),
    ...(guard === undefined ? {} : { guard }),
    ...(has('restorePointDays') ? { restorePointDays: draft.restorePointDays } : {}),
    ...numbersOf(changed, draft, [
      ['answerWithinSeconds', 'answerDays', DAY],
      ['auditDays', 'auditDays', 1],
    ]),
  }
}

/**
 * What the guard means for a user with so many records, in numbers of records.
 * @returns undefined as long as the inputs hold no numbers
 */
export function guardExample(
  draft: SettingsDraft,
  fewest = 100,
): { records: number; deleted: number; changed: number } | undefined {
  const [deleted, changed, from] = [draft.maxDeletedPercent, draft.maxChangedPercent, draft.fromRecords].map(numberOf)
  if (deleted === undefined || changed === undefined || from === undefined) return undefined
  if ([deleted, changed, from].some((number) => !Number.isFinite(number) || number < 0)) return undefined
  const records = Math.max(fewest, from)
  return { records, deleted: Math.floor((records * deleted) / 100), changed: Math.floor((records * changed) / 100) }
}

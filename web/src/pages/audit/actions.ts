import { AUDIT_ACTIONS } from '../../../../lib/contracts/audit.ts'
import type { AnswerOf } from '../../../../lib/contracts/client.ts'

export type Entry = AnswerOf<'listAudit'>['entries'][number]
export type Action = Entry['action']

export const isAction = (text: string | null): text is Action => text !== null && Object.hasOwn(AUDIT_ACTIONS, text)

/** By the first word of an action, in the order in which the groups are offered. */
const GROUPS = {
  imports: ['import', 'decision'],
  wayBack: ['restore-point', 'restore', 'undo'],
  users: ['user', 'users'],
  records: ['record', 'records'],
  configurations: ['configuration'],
  company: ['company', 'custom-fields'],
} as const

type Group = keyof typeof GROUPS

/**
 * All actions, grouped, each with what it is called.
 * @example [{ group: 'imports', items: [{ value: 'import.started', label: 'Import begun' }, …] }, …]
 */
export function actionsByGroup(language: 'en' | 'de') {
  const all = Object.keys(AUDIT_ACTIONS).filter(isAction)
  return Object.entries(GROUPS)
    .filter((entry): entry is [Group, (typeof GROUPS)[Group]] => Object.hasOwn(GROUPS, entry[0]))
    .map(([group, words]) => ({
      group,
      items: all
        .filter((action) => words.some((word) => action.startsWith(`${word}.`)))
        .map((value) => ({ value, label: AUDIT_ACTIONS[value][language] })),
    }))
}

import type { AnswerOf } from '../../lib/contracts/client.ts'
import { plain, problemText, table } from '../output.ts'

type Restore = AnswerOf<'getRestore'>
type Change = AnswerOf<'listRestoreChanges'>['changes'][number]

const COUNTS = [
  ['created', 'there again'],
  ['updated', 'updated'],
  ['restored', 'from bin'],
  ['deleted', 'deleted'],
  ['moved', 'moved back'],
  ['kept', 'kept'],
  ['unchanged', 'unchanged'],
  ['partly', 'partly'],
  ['conflicts', 'conflicts'],
] as const

/** How far it is. */
export function progressText({ kind, progress: { phase, users, of } }: Restore): string {
  const what = kind === 'undo' ? 'undo' : 'restore'
  const far = of === undefined ? '' : `: ${users} of ${of} users`
  if (phase === 'securing') return `Making a restore point before the ${what} …`
  return phase === 'comparing' ? `Comparing${far} …` : `Writing${far} …`
}

/** What a restore or undo changed, or would change, per user and overall. */
export function restoreText(done: Restore): string {
  if (done.problem) return `${problemText(done.problem)}\n`
  // What happens to nobody needs no column, except that nothing at all happens.
  const shown = COUNTS.filter(([name]) => name === 'unchanged' || (done.counts?.[name] ?? 1) > 0)
  const columns = [{ title: 'User' }, ...shown.map(([, title]) => ({ title, right: true })), { title: 'verified' }]
  const line = (who: string, counts: Restore['counts'], verified: string): unknown[] => [
    who,
    ...shown.map(([name]) => counts?.[name]),
    verified,
  ]
  const rows = done.users.map(({ email, counts, verified }) =>
    line(email, counts, done.dryRun ? '' : verified ? 'yes' : 'no'),
  )
  return [
    headline(done),
    table(columns, [...rows, line('all', done.counts, '')]),
    ...lossLines(done),
    ...done.users.flatMap(({ email, survivors }) =>
      survivors.map(
        ({ type, title }) => `Changed meanwhile and left as it is: ${plain(title)} (${type} of ${email})\n`,
      ),
    ),
    ...(done.missingUsers.length === 0 ? [] : [`Users who exist no more: ${done.missingUsers.join(', ')}\n`]),
    ...(done.newUsers.length === 0
      ? []
      : [`Users who did not exist yet and are left as they are: ${done.newUsers.join(', ')}\n`]),
    `Record by record: muster restores report ${done.id}\n`,
    ...(done.dryRun ? [] : [`Taken back with: muster restores undo ${done.id}\n`]),
    ...(done.safetyPointId === undefined ? [] : [`Or altogether: muster restore ${done.safetyPointId}\n`]),
  ].join('')
}

function headline({ kind, dryRun, id, status }: Restore): string {
  if (dryRun) return `What the ${kind} would change:\n`
  return `${kind === 'undo' ? 'Undo' : 'Restore'} ${id} is ${status}.\n`
}

/** Whose work since the restore point goes. */
function lossLines({ users, dryRun }: Restore): string[] {
  const lines = users.flatMap(({ email, losses }) =>
    losses.map(({ kind, name, records, last }) => {
      const who = kind === 'user' ? name : `${kind} ${name}`
      return `  ${email}: ${records.toLocaleString('en')} last changed by ${plain(who)}, most recently ${last}\n`
    }),
  )
  return lines.length === 0 ? [] : [dryRun ? 'This would be lost:\n' : 'This was put back:\n', ...lines]
}

const KEPT: Record<NonNullable<Change['kept']>['reason'], string> = {
  edited: 'edited since',
  'deleted-since': 'somebody deleted it anew',
  'in-use': 'others refer to it by now',
  gone: 'it is in this account no more',
  'already-there': 'it is back already',
  'external-id-in-use': 'its external ID belongs to another record by now',
  'belongs-to-another-user': 'it came from a user for whom nothing is undone now',
  'customer-stays': 'its customer stays',
}

/** One record: what happens to it, whose work that takes, and what stays. */
export function changeText({ email, type, title, action, fields, since, kept }: Change): string {
  const parts = [
    `${email}: ${action} ${plain(title)} (${type})`,
    ...(fields.length === 0 ? [] : [`${fields.map(plain).join(', ')} back`]),
    ...(since === undefined ? [] : [`${since.what} since${byText(since)}`]),
    ...(kept === undefined
      ? []
      : [
          `${kept.fields.length === 0 ? '' : `${kept.fields.map(plain).join(', ')} `}stays: ${KEPT[kept.reason]}${byText(kept)}`,
        ]),
  ]
  return parts.join('; ')
}

function byText({ by, at }: { by?: { name: string } | undefined; at?: string | undefined }): string {
  return `${by === undefined ? '' : ` by ${plain(by.name)}`}${at === undefined ? '' : ` at ${at}`}`
}

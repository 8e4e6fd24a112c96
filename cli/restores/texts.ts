import type { AnswerOf } from '../../lib/contracts/client.ts'
import { plain, problemText, table } from '../output.ts'

type Restore = AnswerOf<'getRestore'>
type Change = AnswerOf<'listRestoreChanges'>['changes'][number]
type Author = Pick<Restore['users'][number]['losses'][number], 'kind' | 'name'>

const COUNTS = [
  ['created', 'there again'],
  ['updated', 'updated'],
  ['restored', 'from bin'],
  ['deleted', 'into bin'],
  ['removed', 'taken away'],
  ['moved', 'moved back'],
  ['kept', 'kept'],
  ['unchanged', 'unchanged'],
  ['partly', 'partly kept'],
  ['conflicts', 'conflicts'],
] as const

/** `1 user`, `2,000 users`. */
export function amount(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}

/** What a restore, an undo or the dry run of one is called. */
function nameOf({ kind, dryRun, id }: Pick<Restore, 'kind' | 'dryRun' | 'id'>): string {
  const name = kind === 'undo' ? 'Undo' : 'Restore'
  return dryRun ? `Dry run ${id} of the ${name.toLowerCase()}` : `${name} ${id}`
}

/** How to see what became of a restore or undo that was left. */
export function howToLook(id: string): string {
  return `See what becomes of it: muster restores show ${id}`
}

/** That it has begun, and needs nobody to wait for it. */
export function begunText(begun: Restore): string {
  return `${nameOf(begun)} has begun; it goes on without this window: muster restores show ${begun.id}`
}

/** What becomes of a restore or undo that nobody here follows any more. */
export function goesOnText(begun: Restore): string {
  return `${nameOf(begun)} goes on without this window.${begun.dryRun ? ' It changes nothing.' : ''}`
}

/** Of an import: for how many users which undo took it back. */
export function undoneLines({ undone = [] }: Pick<AnswerOf<'getImport'>, 'undone'>): string[] {
  return undone.map(({ users, restoreId }) => `Undone for ${amount(users, 'user')}: muster restores show ${restoreId}`)
}

/** How far it is. */
export function progressText({ kind, progress: { phase, users, of } }: Restore): string {
  const what = kind === 'undo' ? 'undo' : 'restore'
  const far = of === undefined ? '' : `: ${users.toLocaleString('en')} of ${amount(of, 'user')}`
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
    ...takenAwayLine(done),
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

/** That a restore does not put into the recycle bin what it takes away, while one can still refrain from it. */
function takenAwayLine({ dryRun, counts }: Restore): string[] {
  if (!dryRun || (counts?.removed ?? 0) === 0) return []
  return [
    'Records entered since the restore point are taken away, not put into the recycle bin; the restore point that is made before has them.\n',
  ]
}

/** Whose work since the restore point goes. */
function lossLines({ users, dryRun }: Restore): string[] {
  const lines = users.flatMap(({ email, losses }) =>
    losses.map(
      ({ records, last, ...who }) =>
        `  ${email}: ${amount(records, 'record')} last changed by ${whoText(who)}, most recently ${last}\n`,
    ),
  )
  return lines.length === 0 ? [] : [dryRun ? 'This would be lost:\n' : 'This was put back:\n', ...lines]
}

/** A person by e-mail address; anything else with what it is: import erp.xlsx. */
function whoText({ kind, name }: Author): string {
  return kind === 'user' ? plain(name) : `${kind} ${plain(name)}`
}

type Since = NonNullable<Change['since']>
type Kept = NonNullable<Change['kept']>

/** What happened since the restore point, and is lost. `by`: who did it last, and when. */
const SINCE: Record<Since['what'], (by: string) => string> = {
  created: (by) => `entered since${lastChanged(by)}`,
  changed: (by) => `changed since${by}`,
  deleted: (by) => `deleted since${by}`,
  gone: () => 'it was in this account no more',
}

/** Why something stays. Of a record that others refer to, who changed it last tells nothing. */
const KEPT: Record<Kept['reason'], (by: string) => string> = {
  edited: (by) => `edited since${by}`,
  'deleted-since': (by) => `deleted again since${by}`,
  'in-use': () => 'other records refer to it by now',
  gone: () => 'it is in this account no more',
  'already-there': (by) => `it is there already${lastChanged(by)}`,
  'external-id-in-use': (by) => `another record has its external ID by now${lastChanged(by)}`,
  'belongs-to-another-user': () => 'it came from a user for whom nothing is undone; name both with --user',
  'customer-stays': () => 'the customer it belongs to stays',
}

function lastChanged(by: string): string {
  return by === '' ? '' : `, last changed${by}`
}

/** One record in a sentence: what happens to it, whose work that takes, and what stays why. */
export function changeText(change: Change): string {
  const { email, type, title, action, fields, since, kept } = change
  const names = fields.map(plain).join(', ')
  const parts = [
    `${email}: ${plain(title)} (${type}) ${actionText(change)}`,
    ...(names === '' || action === 'updated' ? [] : [`put back: ${names}`]),
    ...(since === undefined ? [] : [SINCE[since.what](byText(since))]),
    ...(kept === undefined || action === 'kept' ? [] : [partlyText(kept)]),
  ]
  return parts.join('; ')
}

function actionText({ action, fields, kept }: Change): string {
  switch (action) {
    case 'created':
      return 'is there again'
    case 'updated':
      return fields.length === 0 ? 'is put back' : `is put back: ${fields.map(plain).join(', ')}`
    case 'restored':
      return 'comes out of the recycle bin'
    case 'deleted':
      return 'goes into the recycle bin'
    case 'removed':
      return 'is taken away'
    case 'moved':
      return 'goes back to the user it came from'
    case 'kept':
      return kept === undefined ? 'stays as it is' : wholeText(kept)
  }
}

function wholeText({ reason, fields, ...when }: Kept): string {
  const where = reason === 'deleted-since' ? 'stays in the recycle bin' : 'stays as it is'
  const edited = reason === 'edited' && fields.length > 0 ? `${fields.map(plain).join(', ')} ` : ''
  return `${where}: ${edited}${KEPT[reason](byText(when))}`
}

/** What of a record stays while the rest goes back. */
function partlyText(kept: Kept): string {
  const { reason, fields } = kept
  if (reason !== 'edited' || fields.length === 0) return `it ${wholeText(kept)}`
  return `${fields.map(plain).join(', ')} ${fields.length === 1 ? 'stays' : 'stay'}: ${KEPT[reason](byText(kept))}`
}

function byText({ by, at }: { by?: Author | undefined; at?: string | undefined }): string {
  return `${by === undefined ? '' : ` by ${whoText(by)}`}${at === undefined ? '' : ` at ${at}`}`
}

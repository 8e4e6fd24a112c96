import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Account, Placed, RecordChange } from '../../lib/domain/record-changes.ts'
import type { Author, Fields, MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import type { RestoreEntry } from '../../lib/domain/restores.ts'
import { planUndo } from '../../lib/domain/undoing.ts'
import { BEFORE, IMPORTER, NOW } from './support.ts'
import { afterwards, areUnique, modelUndo, type Accounts, type Verdict } from './undo-model.ts'

/** Random changes and later edits against a model that is written down from the rules of an undo, not from its code. */

const RUNS = Number(process.env['MUSTER_UNDO_RUNS'] ?? 2000)
const UNDO: Author = { kind: 'undo', id: 'undo-1' }
const REP: Author = { kind: 'user', id: 'rep' }
const account = (userId: string): Account => ({ userId, email: `${userId}@x.example` })
/** The changes are Bea's; what was moved, was moved from or to one of the others. */
const USERS = ['ann', 'bea', 'cid'] as const
type UserId = (typeof USERS)[number]

const CUSTOMERS = ['c0', 'c1', 'c2']
const VISITS = ['v0', 'v1', 'v2']

const BIN_OF_IMPORT = { at: '2026-11-20T08:00:00.000Z', by: IMPORTER }
const BIN_OF_BEFORE = { at: '2026-11-19T08:00:00.000Z', by: REP }
const BIN_OF_REP = { at: '2026-11-21T08:00:00.000Z', by: REP }

const values = (externalIds: readonly (string | undefined)[]) =>
  fc.record({
    externalId: fc.constantFrom(...externalIds),
    name: fc.constantFrom('A', 'B', undefined),
    note: fc.constantFrom('A', 'B', undefined),
    subject: fc.constantFrom('A', undefined),
    customer: fc.constantFrom(...CUSTOMERS, undefined),
  })
type Values = ReturnType<typeof values> extends fc.Arbitrary<infer V> ? V : never

const edit = fc.oneof(
  fc.record({
    what: fc.constant('edit' as const),
    field: fc.constantFrom('name' as const, 'note' as const, 'subject' as const),
    to: fc.constantFrom('A', 'B', 'C', undefined),
  }),
  fc.record({ what: fc.constantFrom('delete' as const, 'take-out' as const, 'vanish' as const, 'touch' as const) }),
  fc.record({ what: fc.constant('hand-over' as const), to: fc.constantFrom(...USERS) }),
)

const happening = (externalIds: readonly (string | undefined)[]) =>
  fc.record({
    kind: fc.constantFrom(
      'nothing',
      'nothing',
      'created',
      'updated',
      'updated',
      'deleted',
      'taken-out',
      'removed',
      'moved-here',
      'moved-here',
      'moved-away',
    ),
    other: fc.constantFrom<UserId>('ann', 'cid'),
    /** Where a record lies with which nothing happened. */
    at: fc.constantFrom<UserId>(...USERS),
    before: values(externalIds),
    after: values(externalIds),
    wasBinned: fc.boolean(),
    edits: fc.array(edit, { maxLength: 3 }),
  })
type Happening = ReturnType<typeof happening> extends fc.Arbitrary<infer V> ? V : never

const scenes = (externalIds: readonly (string | undefined)[]) =>
  fc.record({
    happenings: fc.tuple(...[...CUSTOMERS, ...VISITS].map(() => happening(externalIds))),
    chosen: fc.constantFrom<readonly UserId[]>(USERS, USERS, ['bea'], ['ann', 'bea'], ['bea', 'cid']),
  })

/** Fields as records have them: an empty one is not there. */
const filled = (fields: Readonly<Record<string, Fields[string] | undefined>>): Fields =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
const fieldsOf = (type: MusterRecord['type'], { customer, ...given }: Values): Fields =>
  filled(type === 'customers' ? given : { ...given, customer })

interface Story {
  readonly id: string
  readonly type: MusterRecord['type']
  readonly change: RecordChange | undefined
  readonly now: Partial<Record<UserId, StoredRecord>>
}

/** What the import did with one record, and where and how it is after the edits. */
function story(id: string, { kind, other, at, before, after, wasBinned, edits }: Happening): Story {
  const type = id.startsWith('c') ? 'customers' : 'appointments'
  const record = (fields: Values, more: Partial<MusterRecord> = {}): MusterRecord => ({
    id,
    type,
    version: 4,
    fields: fieldsOf(type, fields),
    createdAt: BEFORE,
    createdBy: REP,
    updatedAt: BEFORE,
    updatedBy: IMPORTER,
    ...more,
  })
  const bin = wasBinned ? { deleted: BIN_OF_BEFORE } : {}
  const placed = (userId: UserId, of: MusterRecord): Placed => ({ at: account(userId), record: of })
  const change = ((): RecordChange | undefined => {
    switch (kind) {
      case 'created':
        return { after: placed('bea', record(after)) }
      case 'updated':
        return { before: placed('bea', record(before, bin)), after: placed('bea', record(after, bin)) }
      case 'deleted':
        return {
          before: placed('bea', record(before)),
          after: placed('bea', record(before, { deleted: BIN_OF_IMPORT })),
        }
      case 'taken-out':
        return {
          before: placed('bea', record(before, { deleted: BIN_OF_BEFORE })),
          after: placed('bea', record(after)),
        }
      case 'removed':
        return { before: placed('bea', record(before, bin)) }
      case 'moved-here':
        return { before: placed(other, record(before)), after: placed('bea', record(after)) }
      case 'moved-away':
        return { before: placed('bea', record(before)), after: placed(other, record(after)) }
      default:
        return undefined
    }
  })()
  const start = change === undefined ? placed(at, record(after, bin)) : (change.after ?? change.before)
  if (start === undefined) throw new Error('A change is of some record.')
  let where: UserId | undefined = kind === 'removed' ? undefined : USERS.find((user) => user === start.at.userId)
  let current: StoredRecord = { ...start.record, etag: `etag-${id}` }
  let edited = 0
  for (const step of edits) {
    if (where === undefined && step.what !== 'hand-over') continue
    edited += 1
    const touched = { version: 4 + edited, updatedAt: `2026-11-21T08:00:0${edited}.000Z`, updatedBy: REP }
    const { deleted: _deleted, ...live } = current
    if (step.what === 'edit') {
      const { [step.field]: _old, ...rest } = current.fields
      current = { ...current, ...touched, fields: step.to === undefined ? rest : { ...rest, [step.field]: step.to } }
    } else if (step.what === 'delete' && current.deleted === undefined) {
      current = { ...current, ...touched, deleted: BIN_OF_REP }
    } else if (step.what === 'take-out') current = { ...live, ...touched }
    else if (step.what === 'vanish') where = undefined
    else if (step.what === 'hand-over') where = step.to
    else current = { ...current, ...touched }
  }
  return { id, type, change, now: where === undefined ? {} : { [where]: current } }
}

/** What is to be seen of every record: where it lies, its fields, and since when and by whom it is in the bin. */
function seen(accounts: ReadonlyMap<string, ReadonlyMap<string, Pick<MusterRecord, 'fields' | 'deleted'>>>) {
  const all = [...accounts].flatMap(([user, records]) =>
    [...records].map(([id, { fields, deleted }]) => [`${user}/${id}`, { fields, deleted: deleted ?? 'live' }] as const),
  )
  return Object.fromEntries(all)
}

interface Scene {
  readonly changes: readonly RecordChange[]
  readonly accounts: Accounts<StoredRecord>
  readonly chosen: readonly UserId[]
}

function sceneOf(happenings: readonly Happening[], chosen: readonly UserId[]): Scene {
  const stories = [...CUSTOMERS, ...VISITS].flatMap((id, index) => {
    const one = happenings[index]
    return one === undefined ? [] : [story(id, one)]
  })
  const accounts = new Map(
    USERS.map((user) => [user, new Map(stories.flatMap(({ id, now }) => (now[user] ? [[id, now[user]]] : [])))]),
  )
  return { changes: stories.flatMap(({ change }) => change ?? []), accounts, chosen }
}

const modelled = ({ changes, accounts, chosen }: Scene) =>
  modelUndo({ changes, accounts, chosen: (user) => chosen.some((one) => one === user), bin: { at: NOW, by: UNDO } })

function planned({ changes, accounts, chosen }: Scene) {
  const records = new Map([...accounts].map(([user, own]) => [user, [...own.values()]]))
  const isChosen = (userId: string) => chosen.some((user) => user === userId)
  return planUndo({ changes, records, isChosen, author: UNDO, now: NOW })
}

/** The records after what is planned, each write on condition that it meets what it was planned on. */
function applied({ accounts }: Scene, entries: readonly (RestoreEntry | 'unchanged')[]) {
  const after = new Map([...accounts].map(([user, own]) => [user, new Map<string, MusterRecord>(own)]))
  const writes = entries.flatMap((entry) => (entry === 'unchanged' || entry.change === undefined ? [] : [entry.change]))
  for (const { before, after: next } of writes) {
    if (before !== undefined) {
      expect(accounts.get(before.at.userId)?.get(before.record.id)).toEqual(before.record)
      expect(after.get(before.at.userId)?.delete(before.record.id)).toBe(true)
    }
    if (next === undefined) continue
    expect(next.record).not.toHaveProperty('etag')
    expect(next.record).toMatchObject({ updatedAt: NOW, updatedBy: UNDO })
    expect(after.get(next.at.userId)?.has(next.record.id)).toBe(false)
    after.get(next.at.userId)?.set(next.record.id, next.record)
  }
  return after
}

function expectAsModelled(scene: Scene, verdicts: readonly Verdict[]) {
  const entries = planned(scene)
  const after = applied(scene, entries)
  expect(seen(after)).toEqual(seen(afterwards(scene.accounts, verdicts)))

  // Each change has its entry, in its place; after them those that go along.
  const told = entries.map((entry, index) => {
    const { before, after: given } = scene.changes[index] ?? {}
    if (entry === 'unchanged') return [(given ?? before)?.record.id, 'unchanged', []]
    const fields = [...(entry.kept?.fields ?? [])].sort()
    if (fields.length > 0) {
      const current = [...scene.accounts.values()].flatMap((own) => own.get(entry.id) ?? [])[0]
      expect(entry.kept).toMatchObject({ by: current?.updatedBy, at: current?.updatedAt })
    }
    return [entry.id, entry.action, fields]
  })
  const said = verdicts.map(({ id, action, stay }) => [id, action, [...stay].sort()])
  expect(told.sort()).toEqual(said.sort())
  for (const user of USERS) {
    if (!scene.chosen.includes(user)) expect(after.get(user)).toEqual(scene.accounts.get(user))
  }
}

it('does what the rules say, to every record, and says so', () => {
  fc.assert(
    fc.property(scenes([undefined]), ({ happenings, chosen }) => {
      const scene = sceneOf(happenings, chosen)
      expectAsModelled(scene, modelled(scene))
    }),
    { numRuns: RUNS },
  )
})

it('gives no external ID twice, and stops at none that gets free', () => {
  const typeOfId = (id: string) => (id.startsWith('c') ? 'customers' : 'appointments')
  fc.assert(
    fc.property(scenes(['K1', 'K2', undefined]), ({ happenings, chosen }) => {
      const scene = sceneOf(happenings, chosen)
      const verdicts = modelled(scene)
      if (areUnique(afterwards(scene.accounts, verdicts), typeOfId)) return expectAsModelled(scene, verdicts)

      const entries = planned(scene)
      const after = applied(scene, entries)
      expect(areUnique(after, typeOfId) || !areUnique(scene.accounts, typeOfId)).toBe(true)
      for (const entry of entries) {
        if (entry === 'unchanged' || entry.kept?.reason !== 'external-id-in-use') continue
        expect(entry).not.toHaveProperty('change')
        expect(entry.kept.by).toBeDefined()
      }
    }),
    { numRuns: RUNS },
  )
})

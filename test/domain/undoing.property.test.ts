import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Account, Placed, RecordChange } from '../../lib/domain/record-changes.ts'
import type { Author, Fields, MusterRecord, StoredRecord } from '../../lib/domain/records.ts'
import type { RestoreEntry } from '../../lib/domain/restores.ts'
import { planUndo } from '../../lib/domain/undoing.ts'
import { BEFORE, IMPORTER, NOW } from './support.ts'

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
/** Fields whose values are made up; visits have a customer beside them. */
const NAMES = ['name', 'note', 'subject', 'externalId'] as const

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

const scene = (externalIds: readonly (string | undefined)[]) =>
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

/** What of a record is to be seen: where it lies, its fields, and whether and since when it is in the bin. */
type Seen = Record<string, { readonly fields: Fields; readonly bin: string } | undefined>
const seenAs = ({ fields, deleted }: Pick<MusterRecord, 'fields' | 'deleted'>) => ({
  fields: Object.fromEntries(Object.entries(fields).toSorted()),
  bin: deleted === undefined ? 'live' : JSON.stringify([deleted.at, deleted.by]),
})
const places = ({ now }: Story): (readonly [UserId, StoredRecord])[] =>
  USERS.flatMap((user) => {
    const record = now[user]
    return record === undefined ? [] : [[user, record] as const]
  })

interface Verdict {
  readonly action: RestoreEntry['action'] | 'unchanged'
  /** Fields that stay although the import changed them, or because of which all of it stays. */
  readonly stay: readonly string[]
  /** Where and how the record is afterwards; as it is now, if that is absent. */
  readonly then?: { readonly at: UserId; readonly fields: Fields; readonly deleted?: MusterRecord['deleted'] }
}
const STAYS = (stay: readonly string[] = []): Verdict => ({ action: 'kept', stay })
const NOTHING: Verdict = { action: 'unchanged', stay: [] }

/** Field by field: what the import gave and is still there goes back; what is different now, and not as before, stays. */
function back(before: Fields, after: Fields, now: Fields) {
  const all = [...NAMES, 'customer']
  const gone = all.filter((name) => before[name] !== after[name] && now[name] === after[name])
  const stay = all.filter(
    (name) => before[name] !== after[name] && now[name] !== after[name] && now[name] !== before[name],
  )
  const entries = all.map((name) => [name, gone.includes(name) ? before[name] : now[name]] as const)
  return { gone, stay, fields: filled(Object.fromEntries(entries)) }
}
const differing = (a: Fields, b: Fields) => [...NAMES, 'customer'].filter((name) => a[name] !== b[name])

/** What becomes of the records by the rules. `leaves` are the customers for whom nothing else speaks against the bin. */
function model(stories: readonly Story[], chosen: readonly UserId[]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  const may = (user: string) => chosen.some((one) => one === user)
  const verdictOf = ({ change, now }: Story, isUsed: boolean, stayed: ReadonlySet<string>): Verdict => {
    const { before, after } = change ?? {}
    if (after === undefined) {
      if (before === undefined || now.bea !== undefined) return NOTHING
      return { action: 'created', stay: [], then: { at: 'bea', ...before.record } }
    }
    const home = USERS.find((user) => user === after.at.userId) ?? 'bea'
    const current = now[home]
    if (before === undefined) {
      if (current === undefined || current.deleted !== undefined) return NOTHING
      const edited = differing(current.fields, after.record.fields)
      if (edited.length > 0) return STAYS(edited)
      if (isUsed) return STAYS()
      return { action: 'deleted', stay: [], then: { at: home, fields: current.fields, deleted: { at: NOW, by: UNDO } } }
    }
    const from = USERS.find((user) => user === before.at.userId) ?? 'bea'
    if (from !== home) {
      if (current === undefined) return now[from] === undefined ? STAYS() : NOTHING
      if (!may(from) || !may(home)) return STAYS()
      const { stay, fields } = back(before.record.fields, after.record.fields, current.fields)
      if (typeof current.fields['customer'] === 'string' && stayed.has(current.fields['customer'])) return STAYS()
      return { action: 'moved', stay, then: { at: from, fields, ...(current.deleted && { deleted: current.deleted }) } }
    }
    if (current === undefined) return STAYS()
    const isImports = JSON.stringify(current.deleted) === JSON.stringify(after.record.deleted)
    const isTakenOut = before.record.deleted !== undefined && after.record.deleted === undefined && isImports
    const comesBack = before.record.deleted === undefined && after.record.deleted !== undefined && isImports
    const isDeletedAnew =
      before.record.deleted === undefined &&
      current.deleted !== undefined &&
      !isImports &&
      after.record.deleted !== undefined
    if (isTakenOut) {
      const edited = differing(current.fields, after.record.fields)
      if (edited.length > 0) return STAYS(edited)
      if (isUsed) return STAYS()
      return { action: 'deleted', stay: [], then: { at: home, fields: before.record.fields, deleted: BIN_OF_BEFORE } }
    }
    const { gone, stay, fields } = back(before.record.fields, after.record.fields, current.fields)
    if (comesBack) return { action: 'restored', stay, then: { at: home, fields } }
    if (gone.length === 0) return stay.length > 0 || isDeletedAnew ? STAYS(stay) : NOTHING
    return { action: 'updated', stay, then: { at: home, fields, ...(current.deleted && { deleted: current.deleted }) } }
  }
  const isMove = ({ change }: Story) =>
    change?.before !== undefined && change.after !== undefined && change.before.at.userId !== change.after.at.userId
  const settle = (some: readonly Story[], used: ReadonlySet<string>, stayed: ReadonlySet<string>) => {
    for (const one of some) if (one.change !== undefined) verdicts.set(one.id, verdictOf(one, used.has(one.id), stayed))
  }
  const customers = stories.filter(({ type }) => type === 'customers')
  const visits = stories.filter(({ type }) => type === 'appointments')
  settle(customers.filter(isMove), new Set(), new Set())
  const stayed = new Set([...verdicts].filter(([, { action }]) => action === 'kept').map(([id]) => id))
  settle(visits, new Set(), stayed)
  // What was entered since for a customer that goes, goes along.
  for (const visit of visits) {
    if (visit.change !== undefined) continue
    for (const [user, record] of places(visit)) {
      const customer = customers.find(({ id }) => id === record.fields['customer'])
      const verdict = customer === undefined ? undefined : verdicts.get(customer.id)
      if (verdict?.action !== 'moved' || verdict.then === undefined || customer?.change?.after?.at.userId !== user)
        continue
      const { fields, deleted } = record
      verdicts.set(visit.id, {
        action: 'moved',
        stay: [],
        then: { at: verdict.then.at, fields, ...(deleted && { deleted }) },
      })
    }
  }
  // What lives when all is done, and to which customers it refers.
  const used = new Set(
    visits.flatMap((visit) => {
      const then = verdicts.get(visit.id)?.then
      const lives = then === undefined ? places(visit).map(([, record]) => record) : [then]
      return lives.flatMap(({ fields, deleted }) => (deleted === undefined ? String(fields['customer']) : []))
    }),
  )
  settle(
    customers.filter((one) => !isMove(one)),
    used,
    stayed,
  )
  return verdicts
}

function planned({ stories, chosen }: { stories: readonly Story[]; chosen: readonly UserId[] }) {
  const changes = stories.flatMap(({ change }) => change ?? [])
  const records = new Map(
    USERS.map((user) => [user, stories.flatMap(({ now }) => now[user] ?? [])] as [string, StoredRecord[]]),
  )
  const isChosen = (userId: string) => chosen.some((user) => user === userId)
  return { entries: planUndo({ changes, records, isChosen, author: UNDO, now: NOW }), changes, records }
}

/** The records after what is planned, each write on condition that it meets what it was planned on. */
function applied(
  records: ReadonlyMap<string, readonly StoredRecord[]>,
  entries: readonly (RestoreEntry | 'unchanged')[],
) {
  const after = new Map(
    [...records].map(([user, all]) => [user, new Map(all.map((one) => [one.id, one as MusterRecord]))]),
  )
  const writes = entries.flatMap((entry) => (entry === 'unchanged' || entry.change === undefined ? [] : [entry.change]))
  for (const { before, after: next } of writes) {
    if (before !== undefined) {
      expect(records.get(before.at.userId)).toContainEqual(before.record)
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

const storiesOf = (happenings: readonly Happening[]) =>
  [...CUSTOMERS, ...VISITS].flatMap((id, index) => {
    const one = happenings[index]
    return one === undefined ? [] : [story(id, one)]
  })

/** Where and how a record is, by the model. */
function thenOf(
  one: Story,
  verdict: Verdict | undefined,
): (readonly [UserId, Pick<MusterRecord, 'fields' | 'deleted'>])[] {
  if (verdict?.then === undefined) return places(one)
  const { at, ...then } = verdict.then
  // What comes back anew leaves alone what lies elsewhere.
  const others = verdict.action === 'created' ? places(one).filter(([user]) => user !== at) : []
  return [...others, [at, then]]
}

function expectAsModelled(
  stories: readonly Story[],
  chosen: readonly UserId[],
  verdicts: ReadonlyMap<string, Verdict>,
) {
  const { entries, changes, records } = planned({ stories, chosen })
  const after = applied(records, entries)
  const expected: Record<string, Seen> = {}
  const found: Record<string, Seen> = {}
  for (const one of stories) {
    const then = thenOf(one, verdicts.get(one.id))
    expected[one.id] = Object.fromEntries(then.map(([user, record]) => [user, seenAs(record)]))
    const placesAfter = USERS.flatMap((user) => {
      const record = after.get(user)?.get(one.id)
      return record === undefined ? [] : [[user, seenAs(record)] as const]
    })
    found[one.id] = Object.fromEntries(placesAfter)
  }
  expect(found).toEqual(expected)

  // Each change has its entry, in its place; after them those that go along.
  const told = new Map<string, readonly [string, readonly string[]]>()
  for (const [index, entry] of entries.entries()) {
    const change = changes[index]
    const id = entry === 'unchanged' ? (change?.after ?? change?.before)?.record.id : entry.id
    const said = entry === 'unchanged' ? 'unchanged' : entry.action
    const kept = entry === 'unchanged' ? undefined : entry.kept
    told.set(id ?? '', [said, [...(kept?.fields ?? [])].sort()])
    if (kept === undefined || kept.fields.length === 0) continue
    const current = stories.flatMap(places).find(([, record]) => record.id === id)?.[1]
    expect(kept).toMatchObject({ by: current?.updatedBy, at: current?.updatedAt })
  }
  expect(told.size).toBe(entries.length)
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries([...verdicts].map(([id, { action, stay }]) => [id, [action, [...stay].sort()]])),
  )
  for (const user of USERS) {
    if (!chosen.includes(user)) expect([...(after.get(user)?.values() ?? [])]).toEqual(records.get(user))
  }
}

it('does what the rules say, to every record, and says so', () => {
  fc.assert(
    fc.property(scene([undefined]), ({ happenings, chosen }) => {
      const stories = storiesOf(happenings)
      expectAsModelled(stories, chosen, model(stories, chosen))
    }),
    { numRuns: RUNS },
  )
})

/** Whether no two live records of a user and type have the same external ID. */
function areUnique(
  all: readonly (readonly [UserId, MusterRecord['type'], Pick<MusterRecord, 'fields' | 'deleted'>])[],
) {
  const ids = all.flatMap(([user, type, { fields, deleted }]) =>
    fields['externalId'] === undefined || deleted !== undefined
      ? []
      : `${user}/${type}/${String(fields['externalId'])}`,
  )
  return new Set(ids).size === ids.length
}

it('gives no external ID twice, and stops at none that gets free', () => {
  fc.assert(
    fc.property(scene(['K1', 'K2', undefined]), ({ happenings, chosen }) => {
      const stories = storiesOf(happenings)
      const verdicts = model(stories, chosen)
      const typed = stories.flatMap((one) =>
        thenOf(one, verdicts.get(one.id)).map(([user, record]) => [user, one.type, record] as const),
      )
      if (areUnique(typed)) return expectAsModelled(stories, chosen, verdicts)

      const { entries, records } = planned({ stories, chosen })
      const after = applied(records, entries)
      const all = USERS.flatMap((user) =>
        [...(after.get(user)?.values() ?? [])].map((one) => [user, one.type, one] as const),
      )

      const now = stories.flatMap((one) => places(one).map(([user, record]) => [user, one.type, record] as const))
      expect(areUnique(all) || !areUnique(now)).toBe(true)
      for (const entry of entries) {
        if (entry === 'unchanged' || entry.kept?.reason !== 'external-id-in-use') continue
        expect(entry).not.toHaveProperty('change')
      }
    }),
    { numRuns: RUNS },
  )
})

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { ApiProblem, eachItem, type Client } from '../../lib/contracts/client.ts'
import type { FieldMapping, ImportConfiguration } from '../../lib/domain/configuration.ts'
import type { RecordChange } from '../../lib/domain/record-changes.ts'
import type { RecordTypeName } from '../../lib/domain/record-types/types.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { NO_COUNTS, type RestoreAction } from '../../lib/domain/restores.ts'
import { afterwards, areUnique, modelUndo, type Accounts } from '../domain/undo-model.ts'
import { begin, until } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { openStores } from './stores.ts'
import { createWorld, type World } from './world.ts'

/**
 * Random histories of imports, edits, restores and undos through the real workflow. What an import changed is seen by
 * looking at all records before and after it; what a restore or an undo must make of that, the model says.
 * More of them by hand: MUSTER_HISTORIES=200.
 */
const RUNS = Number(process.env['MUSTER_HISTORIES'] ?? 5)

const REPS: readonly { readonly email: string; readonly userId: string }[] = [
  { email: 'bjoern.lange@nordwind.example', userId: 'user-1' },
  { email: 'carla.rossi@nordwind.example', userId: 'user-2' },
  { email: 'david.weiss@nordwind.example', userId: 'user-3' },
]
const rep = fc.constantFrom(0, 1, 2)
const number = fc.nat(999)

const row = fc.record({
  rep,
  id: fc.constantFrom('1', '2', '3', '4'),
  name: fc.constantFrom('A', 'B', 'C'),
  note: fc.constantFrom('', 'x', 'y'),
})
const whom = fc.constantFrom<readonly number[] | undefined>(undefined, undefined, undefined, [0], [1], [0, 1], [1, 2])
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('import' as const),
      how: fc.constantFrom('create', 'update', 'update', 'update-and-delete', 'move', 'move', 'move', 'copy'),
      rows: fc.array(row, { minLength: 2, maxLength: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('import-visits' as const),
      rows: fc.array(row, { minLength: 2, maxLength: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'change' as const,
        'change' as const,
        'delete' as const,
        'take-out' as const,
        'create' as const,
        'visit' as const,
      ),
      rep,
      which: number,
      field: fc.constantFrom('name', 'note', 'phone'),
      value: fc.constantFrom('A', 'Z'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('point' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('restore' as const), which: number, whom, isTried: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('undo' as const), which: number, whom, isTried: fc.boolean() }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const first = fc.record({
  what: fc.constant('import' as const),
  how: fc.constant('update' as const),
  rows: fc.array(row, { minLength: 4, maxLength: 8 }),
})
const history = fc
  .tuple(first, fc.array(step, { minLength: 5, maxLength: 10 }))
  .map(([start, more]) => [start, ...more])

let world: World
let runs = 0
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

type State = Accounts<StoredRecord>

/** What an import, restore or undo changed, for whom, and for whom that is taken back by now. */
interface Deed {
  readonly kind: 'import' | 'restore'
  readonly id: string
  readonly undoes?: Deed
  readonly users: readonly string[]
  /** With the user in whose part of it this was done. */
  readonly changes: readonly { readonly of: string; readonly change: RecordChange }[]
  readonly undone: Set<string>
}

interface Past {
  readonly company: string
  readonly api: Client
  readonly deeds: Deed[]
  /** How everything was at each restore point. */
  readonly points: Map<string, { readonly since: number; readonly state: State }>
}

async function stateOf(company: string): Promise<State> {
  const stores = openStores()
  const all = REPS.map(async ({ userId }) => {
    const records = await Array.fromAsync(stores.readRecords(company, userId))
    return [userId, new Map(records.map((record) => [record.id, record]))] as const
  })
  return new Map(await Promise.all(all))
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const placed = (userId: string, record: StoredRecord) => ({ at: { userId, email: '' }, record })
const inState = (state: State, userId: string) => [...(state.get(userId)?.values() ?? [])]

/** What differs between two moments, account by account: what moved is a removal here and a creation there. */
function differences(before: State, after: State): (RecordChange & { readonly of: string })[] {
  return REPS.flatMap(({ userId }) => {
    const [then, now] = [before.get(userId), after.get(userId)]
    const ids = new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])
    return [...ids].flatMap((id) => {
      const [a, b] = [then?.get(id), now?.get(id)]
      if (same(a, b)) return []
      return [{ of: userId, ...(a && { before: placed(userId, a) }), ...(b && { after: placed(userId, b) }) }]
    })
  })
}

/** The same, with what moved as one change, of the user to whom it went. */
function withMoves(changes: readonly (RecordChange & { readonly of: string })[]): Deed['changes'][number][] {
  const gone = new Map(
    changes.flatMap(({ before, after }) => (before && !after ? [[before.record.id, before] as const] : [])),
  )
  const came = new Set(changes.flatMap(({ before, after }) => (after && !before ? [after.record.id] : [])))
  return changes.flatMap(({ of, ...change }) => {
    if (change.before && change.after) return [{ of, change }]
    if (change.after === undefined) return came.has(change.before?.record.id ?? '') ? [] : [{ of, change }]
    const from = gone.get(change.after.record.id)
    return [{ of, change: from === undefined ? change : { before: from, after: change.after } }]
  })
}

const key = (column: string, field: string) => ({ column, field, update: 'key', empty: 'keep' }) as const
const given = (column: string, field: string) => ({ column, field, update: 'overwrite', empty: 'keep' }) as const

function configurationOf(how: string): ImportConfiguration {
  const mapping: FieldMapping[] = [
    key('No', 'externalId'),
    given('Name', 'name'),
    given('Note', 'note'),
    given('Zip', 'zip'),
    given('City', 'city'),
  ]
  const mode = how === 'create' || how === 'update-and-delete' ? how : 'update'
  const transfer = { mode: how === 'copy' ? 'copy' : 'move', appointments: true, tasks: true, reports: false } as const
  return {
    version: 1,
    recordType: 'customers',
    sheet: 'CSV',
    headerRow: 1,
    mode,
    assignment: { by: 'email', column: 'Rep' },
    mapping,
    notation: { decimal: '.', dateOrder: 'ymd' },
    ...(how === 'move' || how === 'copy' ? { transfer } : {}),
  }
}

const VISITS: ImportConfiguration = {
  ...configurationOf('update'),
  recordType: 'appointments',
  mapping: [
    key('No', 'externalId'),
    given('Customer', 'customer'),
    given('Subject', 'subject'),
    given('Begin', 'earliestBegin'),
    given('Minutes', 'durationMinutes'),
  ],
}

type Rows = readonly { rep: number; id: string; name: string; note: string }[]
const BEGIN = '2027-01-11T09:00:00'
const customersFile = (rows: Rows) =>
  stringify([
    ['Rep', 'No', 'Name', 'Note', 'Zip', 'City'],
    ...rows.map((one) => [REPS[one.rep]?.email, one.id, one.name, one.note, '1', 'Wien']),
  ])
const visitsFile = (rows: Rows) =>
  stringify([
    ['Rep', 'No', 'Customer', 'Subject', 'Begin', 'Minutes'],
    ...rows.map((one) => [REPS[one.rep]?.email, `V${one.id}`, one.id, one.name, BEGIN, '30']),
  ])

async function importFile(
  { company, api, deeds, points }: Past,
  recordType: RecordTypeName,
  file: string,
  configuration: ImportConfiguration,
) {
  const before = await stateOf(company)
  const id = await begin(api, Buffer.from(file), { recordType, configuration, selection: 'all', decide: 'import-all' })
  const { restorePointId = '' } = await until(api, id, 'completed')
  points.set(restorePointId, { since: deeds.length, state: before })
  const parts = await openStores().listImportUsers(company, id)
  const users = parts.filter(({ state }) => state === 'imported').map(({ userId }) => userId)
  const changes = withMoves(differences(before, await stateOf(company)))
  deeds.push({ kind: 'import', id, users, changes, undone: new Set() })
}

async function byHand(
  { company, api }: Past,
  { what, rep: index, which, field, value }: Extract<Step, { field: string }>,
) {
  const userId = REPS[index]?.userId ?? ''
  const all = inState(await stateOf(company), userId)
  const pick = (some: readonly StoredRecord[]) => some[which % Math.max(1, some.length)]
  const one = pick(all.filter(({ deleted }) => (deleted === undefined) === (what !== 'take-out')))
  if (what === 'create') {
    const fields = {
      name: value,
      zip: '1',
      city: 'Wien',
      ...(which % 2 === 0 ? {} : { externalId: String(which % 5) }),
    }
    await api.createRecord({ path: { userId, type: 'customers' }, body: { fields } }).catch(inUse)
  } else if (what === 'visit') {
    const customer = pick(all.filter(({ type, deleted }) => type === 'customers' && deleted === undefined))
    if (customer === undefined) return
    const fields = { subject: value, customer: customer.id, earliestBegin: BEGIN, durationMinutes: 30 }
    await api.createRecord({ path: { userId, type: 'appointments' }, body: { fields } })
  } else if (one !== undefined) {
    const path = { userId, type: one.type, recordId: one.id }
    const name = one.type === 'customers' ? field : field === 'name' ? 'subject' : 'note'
    if (what === 'change') await api.updateRecord({ path, body: { fields: { [name]: value } } })
    else if (what === 'delete') await api.deleteRecord({ path })
    else await api.restoreRecord({ path }).catch(inUse)
  }
}

function inUse(error: unknown): void {
  if (!(error instanceof ApiProblem && error.code === 'duplicate-key')) throw error
}

type Restore = Awaited<ReturnType<Client['getRestore']>>
async function ended(api: Client, restoreId: string): Promise<Restore> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId } })
    if (restore.status !== 'running') return restore
    await sleep(5)
  }
  throw new Error('It never ended')
}

interface Order {
  readonly users?: string[]
  readonly dryRun: boolean
}

/** Carries it out, after a dry run that must change nothing and say the same. */
async function carriedOut(
  past: Past,
  isTried: boolean,
  users: string[] | undefined,
  start: (body: Order) => Promise<{ id: string }>,
) {
  const { company, api, deeds, points } = past
  const before = await stateOf(company)
  const body = users === undefined ? {} : { users }
  const tried = isTried ? await ended(api, (await start({ ...body, dryRun: true })).id) : undefined
  expect(await stateOf(company)).toEqual(before)
  const done = await ended(api, (await start({ ...body, dryRun: false })).id)
  while ((await openStores().getLockOwner(company)) !== undefined) await sleep(5)
  expect(done).toMatchObject({ status: 'completed', missingUsers: [], newUsers: [] })
  expect(done.users.filter(({ verified, survivors }) => !verified || survivors.length > 0)).toEqual([])
  points.set(done.safetyPointId ?? '', { since: deeds.length, state: before })
  const told = await changesOf(api, done)
  if (tried !== undefined) {
    const numbers = ({ counts, users: all }: Restore) => ({ counts, users: all.map((one) => [one.userId, one.counts]) })
    expect(numbers(tried)).toEqual(numbers(done))
    expect(await changesOf(api, tried)).toEqual(told)
  }
  const after = await stateOf(company)
  const changed = differences(before, after)
  const idsOf = (all: readonly RecordChange[]) => new Set(all.map((one) => (one.after ?? one.before)?.record.id))
  expect(new Set(told.filter(({ action }) => action !== 'kept').map(({ id }) => id))).toEqual(idsOf(changed))
  return { before, after, done, told, changed }
}

/** All lines of the list of changes, which must add up to the counts. */
async function changesOf(api: Client, { id: restoreId, users }: Restore) {
  const lines = await Array.fromAsync(
    eachItem(
      (cursor) => api.listRestoreChanges({ path: { restoreId }, query: { ...cursor } }),
      (page) => page.changes,
    ),
  )
  for (const { userId, counts } of users) {
    const own = lines.filter((line) => line.userId === userId)
    const number = (action: RestoreAction) => own.filter((line) => line.action === action).length
    const partly = own.filter(({ action, kept }) => action !== 'kept' && kept !== undefined).length
    const { unchanged } = counts
    const counted = {
      created: number('created'),
      updated: number('updated'),
      restored: number('restored'),
      deleted: number('deleted'),
      removed: number('removed'),
      moved: number('moved'),
      kept: number('kept'),
    }
    expect(counts).toEqual({ ...NO_COUNTS, ...counted, partly, unchanged })
  }
  return lines
}

const idsOfUsers = (some: readonly number[] | undefined) => some?.flatMap((index) => REPS[index]?.userId ?? [])

/** These users, and those with whom they exchanged customers: they go back together. */
async function together(api: Client, start: (body: Order) => Promise<{ id: string }>, users: string[] | undefined) {
  if (users === undefined) return undefined
  const refusal = await start({ users, dryRun: true }).then(
    async ({ id }) => ended(api, id),
    (error: unknown) => error,
  )
  if (!(refusal instanceof ApiProblem) || refusal.code !== 'invalid-request') return users
  const others = refusal.problem.details?.['users'] as string[]
  return [...users, ...REPS.filter(({ email }) => others.includes(email)).map(({ userId }) => userId)]
}

async function restore(past: Past, { which, whom: some, isTried }: Extract<Step, { what: 'restore' }>) {
  const { api, points, deeds } = past
  const [restorePointId, point] = [...points][which % points.size] ?? []
  if (restorePointId === undefined || point === undefined) return
  const start = (body: Order) => api.startRestore({ path: { restorePointId }, body })
  const users = await together(api, start, idsOfUsers(some))
  const { before, after, done, changed } = await carriedOut(past, isTried, users, start)
  const restored = (userId: string) => users === undefined || users.includes(userId)
  const withoutEtags = (state: State, userId: string) =>
    inState(state, userId).map(({ etag: _etag, ...record }) => record)
  for (const { userId } of REPS) {
    if (restored(userId)) expect(withoutEtags(after, userId)).toEqual(withoutEtags(point.state, userId))
    else expect(after.get(userId)).toEqual(before.get(userId))
  }
  expectNoneLost(before, after, point.state)
  const changes = changed.map(({ of, ...change }) => ({ of, change }))
  deeds.push({
    kind: 'restore',
    id: done.id,
    users: done.users.map(({ userId }) => userId),
    changes,
    undone: new Set(),
  })
}

/** Restored for some, nothing that is in the point and was still there is with nobody, and nothing is with two. */
function expectNoneLost(before: State, after: State, point: State): void {
  const owners = (state: State, id: string) => REPS.filter(({ userId }) => state.get(userId)?.has(id))
  const ids = (state: State) => REPS.flatMap(({ userId }) => [...(state.get(userId)?.keys() ?? [])])
  for (const id of new Set([...ids(before), ...ids(after)])) {
    if (owners(point, id).length > 0) expect([id, owners(after, id)]).not.toEqual([id, []])
    const most = Math.max(1, owners(before, id).length, owners(point, id).length)
    expect(owners(after, id).length).toBeLessThanOrEqual(most)
  }
}

async function undo(past: Past, { which, whom: some, isTried }: Extract<Step, { what: 'undo' }>) {
  const { api, deeds } = past
  // The last ones are undone most.
  const deed = deeds.at(-1 - (which % Math.min(deeds.length, which % 3 === 0 ? deeds.length : 3)))
  if (deed === undefined) return
  const start = (body: Order) =>
    deed.kind === 'import'
      ? api.undoImport({ path: { importId: deed.id }, body })
      : api.undoRestore({ path: { restoreId: deed.id }, body })
  const users = await together(api, start, idsOfUsers(some))
  const asked = deed.users.filter((userId) => users === undefined || users.includes(userId))
  const wanted = asked.filter((userId) => !deed.undone.has(userId))
  if (wanted.length === 0) {
    await expect(start({ ...(users && { users }), dryRun: true })).rejects.toMatchObject({ code: 'nothing-to-undo' })
    return
  }
  const { before, after, done, told } = await carriedOut(past, isTried, users, start)
  expect(done.users.map(({ userId }) => userId).sort()).toEqual([...wanted].sort())
  for (const { userId } of REPS) {
    if (users !== undefined && !users.includes(userId)) expect(after.get(userId)).toEqual(before.get(userId))
  }
  const taken = deed.changes.filter(({ of }) => wanted.includes(of))
  const changes = taken.map(({ change }) => change)
  const now = { at: 'now', by: { kind: 'undo' as const, id: done.id } }
  const verdicts = modelUndo({
    changes,
    accounts: before,
    chosen: (user) => users === undefined || users.includes(user),
    bin: now,
  })
  const expected = afterwards(before, verdicts)
  const typeOfId = (id: string) =>
    [...before.values(), ...after.values()].flatMap((own) => own.get(id)?.type ?? [])[0] ?? 'customers'
  if (areUnique(expected, typeOfId)) {
    expect(seen(after, done.id)).toEqual(seen(expected, done.id))
    const said = told.map(({ id, action, kept }) => JSON.stringify([id, action, [...(kept?.fields ?? [])].sort()]))
    const due = verdicts.flatMap(({ id, action, stay }) =>
      action === 'unchanged' ? [] : JSON.stringify([id, action, [...stay].sort()]),
    )
    expect(said.sort()).toEqual(due.sort())
  } else expect(areUnique(after, typeOfId) || !areUnique(before, typeOfId)).toBe(true)
  for (const { id, userId, kept } of told) {
    if (kept?.reason !== 'edited' || kept.fields.length === 0) continue
    const current = before.get(userId)?.get(id)
    expect(kept).toMatchObject({ by: current?.updatedBy, at: current?.updatedAt })
  }
  // What goes along belongs to the part of its customer.
  const partOf = new Map(told.map(({ id, userId }) => [id, userId]))
  const made = withMoves(differences(before, after)).map(({ of, change }) => {
    const { before: a, after: b } = change
    const isMove = a !== undefined && b !== undefined && a.at.userId !== b.at.userId
    return { of: isMove ? (partOf.get(b.record.id) ?? of) : of, change }
  })
  deeds.push({ kind: 'restore', id: done.id, undoes: deed, users: wanted, changes: made, undone: new Set() })
  // Taken back is what it was done for; what that had taken back is in force again, and so on.
  let isUndone = true
  for (let of: Deed | undefined = deed; of !== undefined; of = of.undoes, isUndone = !isUndone) {
    for (const userId of wanted) {
      // Where somebody else would have to take part, it can be undone once more.
      if (told.some((one) => one.userId === userId && one.kept?.reason === 'belongs-to-another-user')) continue
      if (isUndone) of.undone.add(userId)
      else of.undone.delete(userId)
    }
  }
}

/** Every record with its place, fields and bin; what this undo put into the bin, without the moment. */
function seen(
  accounts: ReadonlyMap<string, ReadonlyMap<string, Pick<StoredRecord, 'fields' | 'deleted'>>>,
  undoId: string,
) {
  const all = [...accounts].flatMap(([user, records]) =>
    [...records].map(([id, { fields, deleted }]) => {
      const bin = deleted === undefined ? 'live' : deleted.by.id === undoId ? 'now' : deleted
      return [`${user}/${id}`, { fields, bin }] as const
    }),
  )
  return Object.fromEntries(all)
}

async function take(past: Past, step: Step): Promise<void> {
  const { company, api, deeds, points } = past
  switch (step.what) {
    case 'import':
      return importFile(past, 'customers', customersFile(step.rows), configurationOf(step.how))
    case 'import-visits':
      return importFile(past, 'appointments', visitsFile(step.rows), VISITS)
    case 'point': {
      const { id: restorePointId } = await api.createRestorePoint({ body: {} })
      points.set(restorePointId, { since: deeds.length, state: await stateOf(company) })
      while ((await api.getRestorePoint({ path: { restorePointId } })).status === 'securing') await sleep(5)
      return
    }
    case 'restore':
      return restore(past, step)
    case 'undo':
      return undo(past, step)
    default:
      return byHand(past, step)
  }
}

it('a restore is exactly the point, an undo takes back what nobody touched since, and nobody else is concerned', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const company = `history-${(runs += 1)}`
      await settle(world, company)
      const stores = openStores()
      const past: Past = { company, api: world.as(ANNA, company), deeds: [], points: new Map() }
      for (const one of steps) {
        await take(past, one)
        // What has ended releases the company a moment later.
        while ((await stores.getLockOwner(company)) !== undefined) await sleep(5)
      }
    }),
    { numRuns: RUNS, endOnFailure: process.env['MUSTER_SHRINK'] === undefined },
  )
}, 3_600_000)

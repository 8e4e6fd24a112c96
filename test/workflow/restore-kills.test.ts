import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { createS3Client } from '../../lib/adapters/s3/client.ts'
import { manifestKey, pointUserKey } from '../../lib/contracts/keys.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { api, company, companyPerTest, world } from './company.ts'
import { BJOERN, CARLA, customersFile as file, MOVE, settings, type Row } from './customer-files.ts'
import { begin, recordsOf, until } from './driving.ts'
import { callHandler } from './handlers.ts'
import { openStores } from './stores.ts'

companyPerTest()

/**
 * A machine that dies: nothing that it still sends arrives or is answered, and its promises are never kept. `at` counts
 * the writes of records; the last one arrives or not.
 */
const machine = { writes: 0, at: Infinity, lastArrives: false, isDead: false, died: () => undefined as void }
const never = () => new Promise<never>(() => undefined)
type Send = (...args: unknown[]) => Promise<unknown>
const sendOf = (prototype: object) => Reflect.get(prototype, 'send') as Send
const sends = { table: sendOf(DynamoDBDocumentClient.prototype), bucket: sendOf(S3Client.prototype) }

function isWriteOfRecord(command: unknown): boolean {
  return (command instanceof PutCommand || command instanceof DeleteCommand) && command.input.TableName === 'records'
}

beforeAll(() => {
  const table = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    if (machine.isDead) return never()
    if (!isWriteOfRecord(args[0])) return sends.table.apply(this, args)
    machine.writes += 1
    if (machine.writes < machine.at) return sends.table.apply(this, args)
    machine.isDead = true
    if (machine.lastArrives) await sends.table.apply(this, args)
    machine.died()
    return never()
  }
  const bucket = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return machine.isDead ? never() : sends.bucket.apply(this, args)
  }
  Object.assign(DynamoDBDocumentClient.prototype, { send: table })
  Object.assign(S3Client.prototype, { send: bucket })
})
beforeEach(alive)
afterEach(alive)
afterAll(() => {
  Object.assign(DynamoDBDocumentClient.prototype, { send: sends.table })
  Object.assign(S3Client.prototype, { send: sends.bucket })
})

function alive(): void {
  Object.assign(machine, { writes: 0, at: Infinity, isDead: false, died: () => undefined })
  world.meddle = () => undefined
}

type Die = (begun: Promise<unknown>) => Promise<void>

/** Lets it die at this write of a record, once it has begun. Answers when it is dead. */
const dieAtWrite =
  (at: number, lastArrives: boolean): Die =>
  (begun) => {
    world.meddle = async () => {
      await begun
    }
    return new Promise((died) => Object.assign(machine, { writes: 0, at, lastArrives, died }))
  }

/** Lets it die in this step, before or after its work, once it has begun. Answers when it is dead. */
const dieAtStep =
  (dying: string, when: 'before' | 'after'): Die =>
  (begun) =>
    new Promise((died) => {
      world.meddle = async (step, payload) => {
        await begun
        if (step !== dying || machine.isDead) return
        if (when === 'after') await callHandler('workflow', step, payload)
        machine.isDead = true
        died()
        await never()
      }
    })

async function comeBack(): Promise<void> {
  // Whatever was under way has reached its end by then, which is a request that is not answered.
  await sleep(30)
  world.meddle = () => undefined
  const back = world.restart()
  Object.assign(machine, { at: Infinity, isDead: false })
  await back
}

async function importRows(rows: readonly Row[], more: Partial<ImportConfiguration> = {}) {
  const body = { configuration: settings(more), selection: 'all', decide: 'import-all' } as const
  const importId = await begin(api, file(rows), body)
  const { restorePointId = '' } = await until(api, importId, 'completed')
  await free()
  return { importId, restorePointId }
}

async function free(): Promise<void> {
  while ((await openStores().getLockOwner(company)) !== undefined) await sleep(5)
}

const customer = async ({ userId }: typeof BJOERN, externalId: string) => {
  const found = (await recordsOf(api, userId)).find(({ fields }) => fields['externalId'] === externalId)
  return { path: { userId, type: 'customers' as const, recordId: found?.id ?? '' } }
}

/** At every step and every tenth of the writes, both ways, by hand: MUSTER_KILLS=all. */
const EVERY = process.env['MUSTER_KILLS'] === 'all'

/** An import that created, updated, deleted and moved, with its visits, and people who worked with some of it since. */
async function settleIn() {
  // Those whom nothing concerns only take time.
  for (const { id } of (await api.listUsers()).users.slice(4)) await api.deleteUser({ path: { userId: id } })
  const numbers = Array.from({ length: 8 }, (_, index) => String(index))
  await importRows(
    numbers.flatMap((number) => [[BJOERN, `B${number}`, 'Old'] as const, [CARLA, `C${number}`, 'Old'] as const]),
  )
  const visited = await customer(BJOERN, 'B0')
  const visit = (recordId: string, subject: string) => ({
    subject,
    customer: recordId,
    earliestBegin: '2027-01-11T09:00:00',
    durationMinutes: 30,
  })
  const first = visit(visited.path.recordId, 'Before')
  await api.createRecord({ path: { userId: BJOERN.userId, type: 'appointments' }, body: { fields: first } })
  const { importId, restorePointId } = await importRows(
    [
      ...numbers.slice(2, 7).map((number) => [BJOERN, `B${number}`, 'New'] as const),
      ...numbers.slice(0, 5).map((number) => [CARLA, `C${number}`, 'New'] as const),
      [CARLA, 'B0', 'Moved'],
      [CARLA, 'B1', 'Moved'],
      [BJOERN, 'B8', 'Created'],
      [BJOERN, 'B9', 'Created'],
      [CARLA, 'C8', 'Created'],
    ],
    { mode: 'update-and-delete', transfer: MOVE },
  )
  await api.updateRecord({ ...(await customer(CARLA, 'C1')), body: { fields: { name: 'By hand', note: 'By hand' } } })
  await api.updateRecord({ ...(await customer(BJOERN, 'B9')), body: { fields: { note: 'Called' } } })
  await api.updateRecord({ ...(await customer(CARLA, 'B1')), body: { fields: { note: 'Called' } } })
  await api.createRecord({
    path: { userId: CARLA.userId, type: 'appointments' },
    body: { fields: visit((await customer(CARLA, 'B0')).path.recordId, 'Since') },
  })
  return { importId, restorePointId }
}

/** All records of everybody, with everything but their etags. */
async function everything(): Promise<Record<string, unknown[]>> {
  const stores = openStores()
  const of = async (userId: string) => {
    const records: StoredRecord[] = await Array.fromAsync(stores.readRecords(company, userId))
    return [userId, records.map(({ etag: _etag, ...record }) => record)] as const
  }
  const users = (await api.listUsers()).users.map(({ id }) => id)
  return Object.fromEntries(await Promise.all(users.map(of)))
}

/** The same, but for which undo it was that wrote, and when. */
async function everythingBut({ id, startedAt }: { id: string; startedAt: string }): Promise<unknown> {
  const text = JSON.stringify(await everything(), (_key, value: unknown) =>
    typeof value === 'string' && /^\d{4}-.*Z$/.test(value) && value >= startedAt ? 'since' : value,
  )
  return JSON.parse(text.replaceAll(id, 'undo'))
}

async function ended({ id: restoreId }: { id: string }) {
  for (let tries = 0; tries < 2000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId } })
    if (restore.status !== 'running') {
      await free()
      return restore
    }
    await sleep(5)
  }
  throw new Error('It never ended')
}
type Ended = Awaited<ReturnType<typeof ended>>

const STEPS = [
  'listUsers',
  'snapshotUsers',
  'sealRestorePoint',
  'beginRestore',
  'planRestore',
  'restoreUsers',
  'finishRestore',
]

/** Runs it undisturbed, then killed at each step and at parts of its writes; it must come to the same. */
async function expectSameWhenKilled(
  start: () => Promise<{ id: string }>,
  look: (done: Ended) => Promise<unknown>,
  goBack: (done: Ended) => Promise<void>,
): Promise<void> {
  const changed = await everything()
  const undisturbed = await ended(await start())
  const { created = 0, updated = 0, restored = 0, deleted = 0, removed = 0, moved = 0 } = undisturbed.counts ?? {}
  const writes = created + updated + restored + deleted + removed + 2 * moved
  expect(writes).toBeGreaterThanOrEqual(20)
  const expected = await look(undisturbed)
  const atWrites = Array.from({ length: EVERY ? 11 : 3 }, (_, part) =>
    Math.max(1, Math.round((part * writes) / (EVERY ? 10 : 2))),
  )
  const deaths: (readonly [string, Die])[] = [
    ...STEPS.flatMap((step) =>
      (EVERY ? (['before', 'after'] as const) : (['after'] as const)).map(
        (when) => [`${when} ${step}`, dieAtStep(step, when)] as const,
      ),
    ),
    ...atWrites.flatMap((at) =>
      (EVERY ? [false, true] : [at % 2 === 0]).map(
        (arrives) => [`at write ${at}, which ${arrives ? 'arrives' : 'does not'}`, dieAtWrite(at, arrives)] as const,
      ),
    ),
  ]
  let last = undisturbed
  for (const [name, die] of deaths) {
    await goBack(last)
    expect(await everything()).toEqual(changed)
    const started = Promise.withResolvers<{ id: string }>()
    const death = die(started.promise)
    started.resolve(await start())
    await death
    await comeBack()
    last = await ended(await started.promise)
    const { status, counts, users } = last
    const survivors = users.flatMap((user) => user.survivors)
    const verified = users.every((user) => user.verified)
    expect({ name, status, counts, survivors, verified }).toEqual({
      name,
      status: 'completed',
      counts: undisturbed.counts,
      survivors: [],
      verified: true,
    })
    expect([name, await look(last)]).toEqual([name, expected])
  }
}

const restoreTo = async (restorePointId: string) =>
  ended(await api.startRestore({ path: { restorePointId }, body: {} }))

describe('killed at its steps and in the middle of its writes, and started again', () => {
  it('a restore comes to the same', async () => {
    const { restorePointId } = await settleIn()
    await expectSameWhenKilled(
      () => api.startRestore({ path: { restorePointId }, body: {} }),
      everything,
      async ({ safetyPointId = '' }) => {
        expect((await restoreTo(safetyPointId)).status).toBe('completed')
      },
    )
  }, 600_000)

  it('an undo comes to the same', async () => {
    const { importId } = await settleIn()
    await expectSameWhenKilled(
      () => api.undoImport({ path: { importId }, body: {} }),
      everythingBut,
      async ({ safetyPointId = '' }) => {
        expect((await restoreTo(safetyPointId)).status).toBe('completed')
      },
    )
  }, 600_000)
})

describe('what somebody edits between the plan and the writes', () => {
  /** Edits of every kind, once everything is planned. */
  async function meanwhile(from: typeof BJOERN) {
    const [edited, deleted] = [await customer(CARLA, 'C0'), await customer(CARLA, 'C2')]
    const moved = await customer(from, 'B0')
    let isDone = false
    world.meddle = async (step) => {
      if (step !== 'restoreUsers' || isDone) return
      isDone = true
      await api.updateRecord({ ...edited, body: { fields: { note: 'Meanwhile' } } })
      await api.deleteRecord(deleted)
      await api.updateRecord({ ...moved, body: { fields: { note: 'Meanwhile' } } })
    }
    return [edited, deleted, moved].map(({ path }) => path)
  }

  async function expectSpared(done: Ended, paths: Awaited<ReturnType<typeof meanwhile>>) {
    expect(done.status).toBe('completed')
    const survivors = done.users.flatMap((user) => user.survivors.map(({ id }) => id))
    expect(new Set(survivors)).toEqual(new Set(paths.map(({ recordId }) => recordId)))
    expect(done.counts?.conflicts).toBe(survivors.length)
    const all = Object.values(await everything()).flat() as StoredRecord[]
    const of = (index: number) => all.filter(({ id }) => id === paths[index]?.recordId)
    expect(of(0)).toMatchObject([{ fields: { name: 'New', note: 'Meanwhile' } }])
    expect(of(1)).toMatchObject([{ deleted: { by: { kind: 'user' } } }])
    expect(of(2)).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ note: 'Meanwhile' }) }))
    return all
  }

  it('survives an undo and is named, and the rest is done', async () => {
    const { importId } = await settleIn()
    const expected = await ended(await api.undoImport({ path: { importId }, body: { dryRun: true } }))
    const paths = await meanwhile(CARLA)
    const done = await ended(await api.undoImport({ path: { importId }, body: {} }))
    const all = await expectSpared(done, paths)
    const { updated = 0, moved = 0 } = expected.counts ?? {}
    expect(done.counts).toEqual({ ...expected.counts, updated: updated - 2, moved: moved - 1, conflicts: 3 })
    expect(all.filter(({ id }) => id === paths[2]?.recordId)).toHaveLength(1)
    expect((await recordsOf(api, BJOERN.userId)).map(({ fields }) => fields['name'])).not.toContain('New')
  })

  it('survives a restore and is named, and the rest is done', async () => {
    const { restorePointId } = await settleIn()
    const paths = await meanwhile(CARLA)
    const done = await restoreTo(restorePointId)
    await expectSpared(done, paths)
    expect((await recordsOf(api, BJOERN.userId)).map(({ fields }) => fields['name'])).not.toContain('New')
  })
})

describe('a restore point of which something is damaged', () => {
  const bucket = createS3Client()
  afterAll(() => bucket.destroy())

  const bytesOf = async (Key: string) => {
    const { Body } = await bucket.send(new GetObjectCommand({ Bucket: 'bucket', Key }))
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  }
  const put = async (Key: string, Body: Buffer) => {
    await bucket.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body }))
  }
  const DAMAGES = {
    changed: async (key: string) => {
      const bytes = await bytesOf(key)
      const middle = Math.floor(bytes.length / 2)
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
      await put(key, bytes)
    },
    truncated: async (key: string) => {
      const bytes = await bytesOf(key)
      await put(key, bytes.subarray(0, Math.floor(bytes.length / 2)))
    },
    missing: async (Key: string) => {
      await bucket.send(new DeleteObjectCommand({ Bucket: 'bucket', Key }))
    },
  }
  const HOW = ['changed', 'truncated', 'missing'] as const

  async function expectFoundBefore(restorePointId: string, message: RegExp) {
    const before = await everything()
    for (const dryRun of [true, false]) {
      machine.writes = 0
      const found = await ended(await api.startRestore({ path: { restorePointId }, body: { dryRun } }))
      expect(found).toMatchObject({ status: 'failed', problem: { code: 'restore-point-damaged' } })
      expect(found.problem?.message).toMatch(message)
      expect(machine.writes).toBe(0)
      expect(await everything()).toEqual(before)
    }
    // The company is free, and other users, or another point, can be used.
    await api.createRestorePoint({ body: {} })
    await free()
  }

  it.each(HOW)('the part of a user is %s: it is found before the first write, and whose it is is said', async (how) => {
    const { restorePointId } = await settleIn()
    await DAMAGES[how](pointUserKey({ companyId: company, id: restorePointId }, CARLA.userId))
    await expectFoundBefore(restorePointId, new RegExp(CARLA.email))
    const start = { path: { restorePointId }, body: { users: [CARLA.email], dryRun: true } }
    await expect(api.startRestore(start)).rejects.toMatchObject({ code: 'invalid-request' })
  })

  it.each(HOW)('the manifest is %s: it is found before the first write', async (how) => {
    const { restorePointId } = await settleIn()
    await DAMAGES[how](manifestKey(company, restorePointId))
    await expectFoundBefore(restorePointId, /restore point|What the restore point holds of/i)
  })
})

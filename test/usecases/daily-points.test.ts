import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createChanges } from '../../lib/adapters/dynamodb/changes.ts'
import { daysAfter } from '../../lib/domain/retention.ts'
import { secureDaily } from '../../lib/usecases/secure-daily.ts'
import { startTable, type TestTable } from '../adapters/dynamodb/support.ts'
import { createRecords } from '../../lib/adapters/dynamodb/records.ts'
import { foundCompany, startWorld, type Staff, type World } from './world.ts'

const START = '2026-11-22T10:00:00.000Z'

let world: World
let table: TestTable
let a: Staff
let b: Staff
let count = 0
let now: string
let started: { restorePointId: string; companyId: string }[]
let failing: string | undefined
beforeAll(async () => {
  world = await startWorld()
  table = await startTable()
})
afterAll(async () => void (await Promise.all([world.stop(), table.stop()])))
beforeEach(async () => {
  now = START
  a = await foundCompany(world, `daily-a${(count += 1)}`)
  b = await foundCompany(world, `daily-b${count}`)
  started = []
  failing = undefined
  const changes = createChanges(table.client, table.table)
  for (const change of await changes.listChanges()) await changes.forgetChange(change)
})

function deps() {
  const quiet = () => undefined
  return {
    ...world.ports,
    ...createChanges(table.client, table.table),
    now: () => now,
    logger: { info: quiet, warn: quiet, error: quiet },
    restoreExecutionArn: (name: string) => `arn:${name}`,
    describeImportExecution: async () => 'running' as const,
    describeRestoreExecution: async () => 'running' as const,
    startRestoreExecution: async (name: string, input: unknown) => {
      const order = input as (typeof started)[number]
      if (order.companyId === failing) throw new Error('out of reach')
      started.push(order)
      return `arn:${name}`
    },
  }
}

/** Somebody changes a record, through a process of their own. */
async function change({ company, rob }: Staff) {
  const records = createRecords(table.client, table.table, { now: () => now })
  const by = { kind: 'user', id: rob.id } as const
  const id = `c${Math.random()}`
  const record = { id, type: 'customers', version: 1, etag: id, fields: {}, createdAt: now, createdBy: by } as const
  await records.writeRecord(company.id, rob.id, {
    kind: 'put',
    record: { ...record, updatedAt: now, updatedBy: by },
    expect: 'absent',
  })
}

/** What the workflow does with the points that were begun since. */
async function complete() {
  for (const { companyId, restorePointId: id } of started.splice(0)) {
    const point = await world.ports.getRestorePoint(companyId, id)
    if (point !== undefined) await world.ports.putRestorePoint({ ...point, status: 'complete' })
    await world.ports.releaseLock(companyId, { kind: 'restore-point', id })
  }
}

/** Lets the hours pass, each with its run. Answers for which companies points were begun, and at which hour. */
async function pass(hours: number): Promise<string[]> {
  const begun: string[] = []
  for (let hour = 1; hour <= hours; hour += 1) {
    now = daysAfter(now, 1 / 24)
    await secureDaily(deps())
    begun.push(...started.map(({ companyId }) => `${companyId === a.company.id ? 'a' : 'b'}@${hour}`))
    await complete()
  }
  return begun
}

describe('the daily restore point', () => {
  it('is made once for a company that changed, and not at all for one that did not', async () => {
    await change(a)
    expect(await pass(80)).toEqual(['a@1'])
    expect(await deps().listChanges()).toEqual([])
    const { restorePoints } = await world.ports.listRestorePoints(a.company.id, { limit: 10 })
    expect(restorePoints).toMatchObject([
      { reason: 'daily', createdBy: { email: '', name: 'Muster' }, expiresAt: daysAfter(START, 30 + 1 / 24) },
    ])
  })

  it('is made once a day for a company that changes all the time, and again when it changes later', async () => {
    const begun: string[] = []
    for (let day = 0; day < 3; day += 1) {
      for (let hour = 0; hour < 24; hour += 1) {
        await change(a)
        begun.push(...(await pass(1)).map((each) => `${day} ${hour} ${each}`))
      }
    }
    expect(begun).toEqual(['0 0 a@1', '1 0 a@1', '2 0 a@1'])
    // What changed since the last of them is in the next one, and then it is quiet.
    expect(await pass(72)).toEqual(['a@1'])
    await change(b)
    expect(await pass(72)).toEqual(['b@1'])
  })

  it('is not made where a point of another kind has the change already', async () => {
    await change(a)
    now = daysAfter(now, 1 / 100)
    const { id: userId, email, firstName: name } = a.admin
    const by = { userId, email, name }
    const point = { companyId: a.company.id, id: 'p', reason: 'before-import', createdBy: by, createdAt: now } as const
    await world.ports.putRestorePoint({ ...point, status: 'complete', expiresAt: daysAfter(now, 30) })
    expect(await pass(30)).toEqual([])
    await change(a)
    expect(await pass(30)).toEqual(['a@1'])
  })

  it('waits while the company is busy, and is made in the first hour in which it is not', async () => {
    const owner = { kind: 'restore', id: 'r', by: { userId: 'u', email: 'e', name: 'Eva' }, since: now } as const
    const { id: companyId } = a.company
    await world.ports.putRestore({
      ...{ companyId, id: 'r', restorePointId: 'p', dryRun: false, status: 'running', executionArn: 'arn:r' },
      startedBy: owner.by,
      startedAt: now,
    })
    await world.ports.takeLock(companyId, owner)
    await change(a)
    await change(b)
    expect(await pass(5)).toEqual(['b@1'])
    await world.ports.releaseLock(companyId, owner)
    expect(await pass(5)).toEqual(['a@1'])
  })

  it('of one company, if it cannot be begun, keeps none of the others from theirs, and is begun again', async () => {
    await change(a)
    await change(b)
    failing = a.company.id
    now = daysAfter(now, 1 / 24)
    await expect(secureDaily(deps())).rejects.toThrow('1 companies could not be secured')
    expect(started.map(({ companyId }) => companyId)).toEqual([b.company.id])
    await complete()
    failing = undefined
    expect(await pass(30)).toEqual(['a@1'])
  })

  it('is kept as long as the company wants', async () => {
    await world.ports.putCompany({ ...a.company, restorePointDays: 90 })
    await change(a)
    await pass(1)
    const { restorePoints } = await world.ports.listRestorePoints(a.company.id, { limit: 10 })
    expect(restorePoints).toMatchObject([{ createdAt: now, expiresAt: daysAfter(now, 90) }])
  })

  it('is forgotten with a company that is no more', async () => {
    await createRecords(table.client, table.table, { now: () => now }).writeRecord('gone', 'u', {
      kind: 'remove',
      record: {
        ...({ id: 'x', type: 'customers', version: 1, etag: 'x', fields: {}, createdAt: now } as const),
        createdBy: { kind: 'user', id: 'u' },
        updatedAt: now,
        updatedBy: { kind: 'user', id: 'u' },
      },
      expect: { etag: 'x' },
    })
    expect(await secureDaily(deps())).toBe(0)
    expect(await deps().listChanges()).toEqual([])
  })
})

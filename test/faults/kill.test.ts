import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import { demoUsers } from '../../local/demo/customers.ts'
import { checkRows, differences, takeSnapshot, type Account } from '../../local/demo/records.ts'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
import { beginImport, createAccounts, install, until, untilImport, type Installation } from './installation.ts'

/** Larger by hand: `MUSTER_FAULTS_ROWS=100000 MUSTER_FAULTS_USERS=100 npm run test:faults -- kill`. */
const ROWS = Number(process.env['MUSTER_FAULTS_ROWS'] ?? 20_000)
const USERS = Number(process.env['MUSTER_FAULTS_USERS'] ?? 40)
const USERS_OF_A_RESTORE_AT_ONCE = 10

const users = demoUsers(USERS)
let here: Installation
let accounts: readonly Account[]
let restorePointId: string

beforeAll(async () => {
  here = await install()
  accounts = await createAccounts(here, users)
})
afterAll(() => here.remove())

/** Ends the product in the middle of what it does, and starts it again. */
async function killAndStart(): Promise<void> {
  await here.kill()
  await here.start()
}

/** Every row of the import stands where it belongs, once and unchanged, and nothing else is there. */
async function expectExactlyOnce(importId: string, rows: number): Promise<void> {
  const check = checkRows(importId, users)
  let records = 0
  await takeSnapshot(here.api, accounts, (record, user) => {
    records += 1
    check.see(record, user)
  })
  expect(check.wrong).toEqual([])
  const { totals, ...summary } = await here.api.getSummary({ path: { importId } })
  expect(summary.rows).toBe(rows)
  expect(OUTCOMES.reduce((sum, outcome) => sum + totals[outcome], 0)).toBe(rows)
  expect(check.rows.size).toBe(totals.created)
  expect(records).toBe(totals.created)
  expect(totals).toMatchObject({ updated: 0, conflict: 0, unchanged: 0 })
}

describe('kill -9 and a start', () => {
  it('at every stage with questions: it goes on by itself, and every row is applied exactly once', async () => {
    const importId = await beginImport(here, ROWS, users)
    for (const status of ['inspecting', 'splitting', 'securing', 'previewing'] as const) {
      await untilImport(here, importId, (state) => state.status === status)
      await killAndStart()
    }

    const asked = await untilImport(here, importId, (state) => state.waiting?.step === 'decision')
    const first = asked.waiting?.userId ?? ''
    await here.api.decideUser({ path: { importId, userId: first }, body: { action: 'import' } })
    await killAndStart()
    const about = (state: { waiting?: { userId?: string | undefined } | undefined }) => state.waiting?.userId ?? first
    const second = about(await untilImport(here, importId, (state) => about(state) !== first))
    const path = { importId, userId: second }
    // Killed while the answer is on its way: whether it arrived or not, the same answer again is right.
    const sent = here.api.decideUser({ path, body: { action: 'import' } }).catch(() => undefined)
    await pause(5)
    await killAndStart()
    await sent
    await until(async () => here.api.decideUser({ path, body: { action: 'import' } }))
    await untilImport(here, importId, (state) => state.status === 'importing' && state.current?.userId === second)
    await killAndStart()
    const third = about(await untilImport(here, importId, (state) => ![first, second].includes(about(state))))
    await here.api.decideUser({ path: { importId, userId: third }, body: { action: 'import-all' } })

    for (const imported of [USERS / 5, USERS / 2]) {
      const state = await untilImport(here, importId, ({ users: count }) => count.imported >= imported)
      expect(state.status).toBe('importing')
      await killAndStart()
    }
    const ended = await untilImport(here, importId, ({ status }) => status === 'completed')
    expect(ended.users).toMatchObject({ imported: USERS, pending: 0 })
    restorePointId = ended.restorePointId ?? ''
    await expectExactlyOnce(importId, ROWS)
  })

  it('during a restore: it completes, verified, and everything is as it was before', async () => {
    const { id: restoreId } = await here.api.startRestore({ path: { restorePointId }, body: {} })
    const restore = () => here.api.getRestore({ path: { restoreId } })
    const begun = await until(async () => {
      const now = await restore()
      return now.users.length >= USERS_OF_A_RESTORE_AT_ONCE || now.status !== 'running' ? now : undefined
    })
    expect(begun.status).toBe('running')
    await killAndStart()
    const ended = await until(async () => {
      const now = await restore()
      return now.status === 'running' ? undefined : now
    })
    expect(ended).toMatchObject({ status: 'completed', counts: { conflicts: 0 }, missingUsers: [], newUsers: [] })
    // The administrator is one of the users.
    expect(ended.users).toHaveLength(USERS + 1)
    expect(ended.users.every(({ verified }) => verified)).toBe(true)
    const nothing = new Map(accounts.map(({ id }) => [id, new Map<string, string>()]))
    expect(differences(nothing, await takeSnapshot(here.api, accounts), accounts)).toEqual([])
  })
})

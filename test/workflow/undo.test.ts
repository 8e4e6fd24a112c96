import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from '@jest/globals'
import * as XLSX from 'xlsx'
import { eachItem } from '../../lib/contracts/client.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { NO_COUNTS } from '../../lib/domain/restores.ts'
import { api, company, companyPerTest, world } from './company.ts'
import { BJOERN, CARLA, customersFile as file, MOVE, settings, type Row } from './customer-files.ts'
import { begin, recordsOf, until, untilAsked } from './driving.ts'

companyPerTest()

async function importRows(rows: readonly Row[], more: Partial<ImportConfiguration> = {}) {
  const body = { configuration: settings(more), selection: 'all', decide: 'import-all' } as const
  const importId = await begin(api, file(rows), body)
  await until(api, importId, 'completed')
  return importId
}

type Begun = Awaited<ReturnType<typeof api.undoImport>>
async function ended({ id }: Begun) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId: id } })
    if (restore.status !== 'running') return restore
    await sleep(10)
  }
  throw new Error('The undo never ended')
}
type Body = { users?: string[]; dryRun?: boolean }
const undo = async (importId: string, body: Body = {}) => ended(await api.undoImport({ path: { importId }, body }))
const undoAgain = async (restoreId: string) => ended(await api.undoRestore({ path: { restoreId }, body: {} }))

/** What a person sees of both users' customers: names and cities by external ID, and what lies in the bin. */
async function seen() {
  const of = async ({ userId }: typeof BJOERN) => {
    const { records: binned } = await api.listBinnedRecords({ path: { userId }, query: {} })
    const live = await recordsOf(api, userId)
    const text = ({ fields }: (typeof live)[number]) =>
      `${String(fields['externalId'])} ${String(fields['name'])} ${String(fields['city'])}`
    return { live: live.map(text), binned: binned.map(text).sort() }
  }
  return { bjoern: await of(BJOERN), carla: await of(CARLA) }
}

async function edit(of: typeof BJOERN, externalId: string, fields: Record<string, string>) {
  const found = (await recordsOf(api, of.userId)).find((record) => record.fields['externalId'] === externalId)
  const path = { userId: of.userId, type: 'customers' as const, recordId: found?.id ?? '' }
  await api.updateRecord({ path, body: { fields } })
}

describe('an import that is undone', () => {
  let first: Awaited<ReturnType<typeof seen>>
  let importId: string
  beforeEach(async () => {
    await importRows([
      [BJOERN, '1', 'One', 'Wien'],
      [BJOERN, '2', 'Two', 'Wien'],
      [BJOERN, '3', 'Three', 'Wien'],
      [CARLA, '8', 'Eight', 'Rom'],
    ])
    first = await seen()
    importId = await importRows(
      [
        [BJOERN, '1', 'Uno', 'Linz'],
        [BJOERN, '2', 'Two', 'Linz'],
        [BJOERN, '4', 'Four', 'Linz'],
        [CARLA, '8', 'Otto', 'Rom'],
      ],
      { mode: 'update-and-delete' },
    )
  })

  it('is as if it had never been; its own undo brings it back; and that can be undone again', async () => {
    const after = await seen()
    const dryRun = await undo(importId, { dryRun: true })
    expect(dryRun).toMatchObject({ kind: 'undo', dryRun: true, undoes: { kind: 'import', id: importId } })
    expect(await seen()).toEqual(after)
    const undone = await undo(importId)
    expect(undone).toMatchObject({ status: 'completed', missingUsers: [], newUsers: [] })
    expect(undone.counts).toEqual({ ...NO_COUNTS, updated: 3, restored: 1, deleted: 1 })
    expect(undone.counts).toEqual(dryRun.counts)
    expect(undone.users.every(({ verified }) => verified)).toBe(true)
    const back = await seen()
    expect(back.bjoern).toEqual({ live: first.bjoern.live, binned: ['4 Four Linz'] })
    expect(back.carla).toEqual(first.carla)
    await expect(undo(importId)).rejects.toMatchObject({ code: 'nothing-to-undo' })
    expect((await api.getImport({ path: { importId } })).undone).toEqual([{ restoreId: undone.id, users: 2 }])

    const redone = await undoAgain(undone.id)
    expect(redone.undoes).toEqual({ kind: 'restore', id: undone.id })
    expect(await seen()).toEqual(after)
    expect((await api.getImport({ path: { importId } })).undone).toBeUndefined()
    await expect(undoAgain(undone.id)).rejects.toMatchObject({ code: 'nothing-to-undo' })
    const third = await undo(importId)
    expect(third.counts).toEqual(undone.counts)
    expect(await seen()).toEqual(back)
    await undoAgain(third.id)
    expect(await seen()).toEqual(after)
  })

  it('leaves what was edited since, and names it, record by record and in a file', async () => {
    await edit(BJOERN, '1', { city: 'Graz' })
    await edit(BJOERN, '4', { note: 'called' })
    const undone = await undo(importId)
    expect(undone.counts).toEqual({ ...NO_COUNTS, updated: 3, restored: 1, kept: 1, partly: 1 })
    expect((await seen()).bjoern).toEqual({
      live: ['1 One Graz', '2 Two Wien', '3 Three Wien', '4 Four Linz'],
      binned: [],
    })
    const { changes } = await api.listRestoreChanges({ path: { restoreId: undone.id }, query: { user: BJOERN.email } })
    const by = { kind: 'user', name: 'anna.huber@nordwind.example' }
    expect(changes.find(({ title }) => title === 'One')).toMatchObject({
      email: BJOERN.email,
      action: 'updated',
      fields: ['name'],
      kept: { reason: 'edited', fields: ['city'], by },
    })
    expect(changes.find(({ title }) => title === 'Four')).toMatchObject({
      action: 'kept',
      kept: { fields: ['note'], by },
    })
    const path = { restoreId: undone.id }
    const pages = await Array.fromAsync(
      eachItem(
        (cursor) => api.listRestoreChanges({ path, query: { limit: 2, ...cursor } }),
        (page) => page.changes,
      ),
    )
    expect(pages).toHaveLength(5)
    expect(pages).toEqual((await api.listRestoreChanges({ path })).changes)
    for (const cursor of ['nobody:', `${BJOERN.userId}:x`, 'x']) {
      const foreign = api.listRestoreChanges({ path, query: { cursor } })
      await expect(foreign).rejects.toMatchObject({ code: 'invalid-request' })
    }
    const reported = async (language: 'en' | 'de') => {
      const { body } = await api.getRestoreReport({ path, query: { format: 'xlsx', language } })
      const book = XLSX.read(await new Response(body).arrayBuffer())
      return XLSX.utils.sheet_to_json<Record<string, string>>(book.Sheets[book.SheetNames[0] ?? ''] ?? {})
    }
    const rows = await reported('en')
    expect(rows).toHaveLength(5)
    expect(rows.find((row) => row['Record'] === 'Four')).toMatchObject({
      Type: 'Customers',
      Result: 'stays',
      'What stays': 'Note',
      By: 'anna.huber@nordwind.example',
      At: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
      Because: 'edited since',
    })
    expect((await reported('de')).find((row) => row['Datensatz'] === 'Four')).toMatchObject({
      Art: 'Kunden',
      Ergebnis: 'bleibt',
      'Was bleibt': 'Notiz',
      Weil: 'seither bearbeitet',
    })
  })

  it('for one user changes nobody else, and then for the others', async () => {
    const after = await seen()
    const undone = await undo(importId, { users: [CARLA.email] })
    expect(undone.users).toMatchObject([{ email: CARLA.email }])
    expect(await seen()).toEqual({ ...after, carla: first.carla })
    await expect(undo(importId, { users: [CARLA.email] })).rejects.toMatchObject({ code: 'nothing-to-undo' })
    expect((await undo(importId)).users).toMatchObject([{ email: BJOERN.email }])
    expect((await seen()).bjoern.live).toEqual(first.bjoern.live)
  })

  it('brings customers back to whom they were moved from, if something is undone for both', async () => {
    const before = await seen()
    const moving = await importRows([[CARLA, '1', 'Eins', 'Bern']], { transfer: MOVE })
    const moved = await seen()
    expect(moved.bjoern.live).not.toContain('1 Uno Linz')
    await expect(undo(moving, { users: [BJOERN.email] })).rejects.toMatchObject({
      code: 'nothing-to-undo',
      problem: { advice: expect.stringContaining(CARLA.email) },
    })
    const half = await undo(moving, { users: [CARLA.email], dryRun: true })
    expect(half.counts).toEqual({ ...NO_COUNTS, kept: 1 })
    await edit(CARLA, '1', { city: 'Basel' })
    const undone = await undo(moving)
    expect(undone.counts).toEqual({ ...NO_COUNTS, moved: 1, partly: 1 })
    expect(await seen()).toEqual({
      ...before,
      bjoern: { ...before.bjoern, live: ['1 Uno Basel', ...before.bjoern.live.slice(1)] },
    })
    await undoAgain(undone.id)
    expect((await seen()).carla.live).toEqual(['1 Eins Basel', ...moved.carla.live.slice(1)])
  })

  it('goes on where it stopped when a step fails, with the same result', async () => {
    let failures = 0
    world.meddle = (step) => {
      if (['beginRestore', 'planRestore', 'restoreUsers', 'finishRestore'].includes(step) && failures++ % 2 === 0) {
        throw new Error('The network failed')
      }
    }
    expect(await undo(importId)).toMatchObject({ status: 'completed' })
    expect((await seen()).carla).toEqual(first.carla)
  })

  it('spares what somebody edits between its plan and its writes, and can be undone again for the rest', async () => {
    let isEdited = false
    world.meddle = async (step) => {
      if (step !== 'restoreUsers' || isEdited) return
      isEdited = true
      await edit(CARLA, '8', { city: 'Turin' })
    }
    const undone = await undo(importId)
    expect(undone.counts).toMatchObject({ conflicts: 1 })
    expect(undone.users.find(({ email }) => email === CARLA.email)).toMatchObject({
      verified: true,
      survivors: [{ type: 'customers', title: 'Otto' }],
    })
    expect((await seen()).carla.live).toEqual(['8 Otto Turin'])
    expect((await undo(importId)).users).toMatchObject([{ email: CARLA.email }])
    expect((await seen()).carla.live).toEqual(['8 Eight Turin'])
  })

  it('makes a restore point first, which the lock protects, and says when there is nothing', async () => {
    const undone = await undo(importId)
    const { restorePoints } = await api.listRestorePoints()
    expect(restorePoints[0]).toMatchObject({ id: undone.safetyPointId, reason: 'before-undo', status: 'complete' })
    const { restores } = await api.listRestores()
    expect(restores[0]).toMatchObject({ id: undone.id, kind: 'undo', counts: undone.counts })
    const same = await importRows([[BJOERN, '1', 'One', 'Wien']])
    expect((await undo(same)).counts).toEqual(NO_COUNTS)
    const running = await begin(api, file([[BJOERN, '1', 'X', 'Y']]), { configuration: settings(), selection: 'all' })
    await untilAsked(api, running)
    await expect(undo(running)).rejects.toMatchObject({ code: 'company-busy' })
    await expect(undo(same, { users: [CARLA.email] })).rejects.toMatchObject({ code: 'nothing-to-undo' })
  })

  it('is for administrators and for whoever imported', async () => {
    for (const email of ['greta.schmidt@nordwind.example', BJOERN.email]) {
      const stranger = world.as(email, company)
      await expect(stranger.undoImport({ path: { importId }, body: {} })).rejects.toMatchObject({ code: 'not-found' })
    }
    await world.putCompany(company, { crmIntegration: 'salesforce' })
    await expect(undo(importId)).rejects.toMatchObject({ code: 'crm-managed' })
  })

  it('is in force again after a restore to the moment before its undo, and can be undone again', async () => {
    const after = await seen()
    const undone = await undo(importId)
    await ended(await api.startRestore({ path: { restorePointId: undone.safetyPointId ?? '' }, body: {} }))
    expect(await seen()).toEqual(after)
    expect((await api.getImport({ path: { importId } })).undone).toBeUndefined()
    const again = await undo(importId)
    expect(again.counts).toEqual(undone.counts)
    // A point from when it was undone brings that back too, and so does taking that restore back.
    const point = await api.getRestore({ path: { restoreId: (await undoAgain(again.id)).id } })
    const restored = await ended(
      await api.startRestore({ path: { restorePointId: point.safetyPointId ?? '' }, body: {} }),
    )
    await expect(undo(importId)).rejects.toMatchObject({ code: 'nothing-to-undo' })
    await undoAgain(restored.id)
    expect(await seen()).toEqual(after)
    expect((await undo(importId)).counts).toEqual(undone.counts)
  })
})

describe('a supervisor', () => {
  const GRETA = 'greta.schmidt@nordwind.example'
  const DAVID = { email: 'david.weiss@nordwind.example', userId: 'user-3' }
  const inGroup = async ({ userId }: { userId: string }, group: string) =>
    api.updateUser({ path: { userId }, body: { groups: [group] } })
  let greta: typeof api

  beforeEach(async () => {
    greta = world.as(GRETA, company)
    const { user } = await greta.getMe()
    for (const one of [BJOERN, DAVID]) await inGroup(one, user.groups[0] ?? '')
  })

  it('undoes for nobody, and sees nobody, outside the groups of now', async () => {
    const body = { configuration: settings(), selection: 'all', decide: 'import-all' } as const
    const importId = await begin(
      greta,
      file([
        [BJOERN, '1', 'One', 'Wien'],
        [DAVID, '2', 'Two', 'Wien'],
      ]),
      body,
    )
    await until(greta, importId, 'completed')
    const undone = await ended(await greta.undoImport({ path: { importId }, body: {} }))
    expect(undone.users).toHaveLength(2)
    await inGroup(BJOERN, 'elsewhere')
    const path = { restoreId: undone.id }
    await expect(greta.undoRestore({ path, body: {} })).rejects.toMatchObject({ code: 'not-permitted' })
    for (const users of [[BJOERN.email], ['nobody@nordwind.example']]) {
      const refused = greta.undoRestore({ path, body: { users } })
      await expect(refused).rejects.toMatchObject({ code: 'invalid-request', message: `There is no user ${users[0]}.` })
    }
    expect((await greta.getRestore({ path })).users).toMatchObject([{ email: DAVID.email }])
    const { changes } = await greta.listRestoreChanges({ path })
    expect(changes.map(({ email }) => email)).toEqual([DAVID.email])
    const query = { user: BJOERN.email }
    await expect(greta.listRestoreChanges({ path, query })).rejects.toMatchObject({ code: 'not-found' })
    const report = await greta.getRestoreReport({ path, query: { format: 'csv' } })
    expect(await new Response(report.body).text()).not.toContain(BJOERN.email)
    await ended(await greta.undoRestore({ path, body: { users: [DAVID.email] } }))
    expect(await recordsOf(api, BJOERN.userId)).toEqual([])
    expect(await recordsOf(api, DAVID.userId)).toHaveLength(1)
    const { user } = await greta.getMe()
    await api.updateUser({ path: { userId: user.id }, body: { level: 'user' } })
    const again = greta.undoImport({ path: { importId }, body: { users: [DAVID.email] } })
    await expect(again).rejects.toMatchObject({ code: expect.stringMatching(/not-permitted|invalid-request/) })
  })

  it('brings nothing back to a user outside the groups of now', async () => {
    await importRows([[BJOERN, '1', 'One', 'Wien']])
    const body = { configuration: settings({ transfer: MOVE }), selection: 'all', decide: 'import-all' } as const
    const importId = await begin(greta, file([[DAVID, '1', 'One', 'Wien']]), body)
    await until(greta, importId, 'completed')
    expect(await recordsOf(api, DAVID.userId)).toHaveLength(1)
    await inGroup(BJOERN, 'elsewhere')
    const undone = await ended(await greta.undoImport({ path: { importId }, body: {} }))
    expect(undone.counts).toEqual({ ...NO_COUNTS, kept: 1 })
    expect(await recordsOf(api, BJOERN.userId)).toEqual([])
  })
})

import { beforeEach, describe, expect, it } from '@jest/globals'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { api, companyPerTest } from './company.ts'
import {
  BJOERN,
  CARLA,
  customersFile as file,
  MOVE as WITH_APPOINTMENTS,
  settings,
  type Row,
} from './customer-files.ts'
import { begin, recordsOf, until, untilAsked } from './driving.ts'

companyPerTest()

const MOVE = { transfer: WITH_APPOINTMENTS } as const
const COPY = { transfer: { ...MOVE.transfer, mode: 'copy' } } as const

async function importAll(rows: readonly Row[], more: Partial<ImportConfiguration> = {}) {
  const body = { configuration: settings(more), selection: 'all', decide: 'import-all' } as const
  const importId = await begin(api, file(rows), body)
  await until(api, importId, 'completed')
  return api.getSummary({ path: { importId } })
}

const namesOf = async ({ userId }: { userId: string }, type: 'customers' | 'appointments' = 'customers') =>
  (await recordsOf(api, userId, type)).map(({ fields }) => fields[type === 'customers' ? 'externalId' : 'subject'])

async function withVisit(externalId: string) {
  const customer = (await recordsOf(api, BJOERN.userId)).find(({ fields }) => fields['externalId'] === externalId)
  await api.createRecord({
    path: { userId: BJOERN.userId, type: 'appointments' },
    body: {
      fields: {
        subject: `Visit ${externalId}`,
        customer: externalId,
        earliestBegin: '2027-01-11T09:00:00',
        durationMinutes: 30,
      },
    },
  })
  return customer
}

/** Restores the company, or these users, and answers how that ended. */
async function restored(restorePointId: string, users?: string[]) {
  const { id } = await api.startRestore({ path: { restorePointId }, body: { users } })
  let restore = await api.getRestore({ path: { restoreId: id } })
  while (restore.status === 'running') restore = await api.getRestore({ path: { restoreId: id } })
  return restore.status
}

const lineOf = (summary: Awaited<ReturnType<typeof importAll>>, { email }: { email: string }) =>
  summary.users.find((user) => user.email === email)

describe('customers that are at another user', () => {
  beforeEach(async () => {
    await importAll([
      [BJOERN, 'A-1', 'One'],
      [BJOERN, 'A-2', 'Two'],
      [BJOERN, 'A-3', 'Three'],
    ])
  })

  it('move with their appointments, change on the way, and both users have true counts', async () => {
    const before = await withVisit('A-1')
    const summary = await importAll(
      [
        [CARLA, 'A-1', 'One and only'],
        [CARLA, 'A-9', 'New'],
      ],
      MOVE,
    )
    expect(summary.totals).toMatchObject({ transferred: 1, created: 1 })
    expect(lineOf(summary, CARLA)).toMatchObject({ rows: 2, related: 1, movedAway: 0 })
    expect(lineOf(summary, BJOERN)).toMatchObject({ rows: 0, movedAway: 1 })
    expect(await namesOf(BJOERN)).toEqual(['A-2', 'A-3'])
    expect(await namesOf(BJOERN, 'appointments')).toEqual([])
    const [moved] = await recordsOf(api, CARLA.userId)
    expect(moved).toMatchObject({ id: before?.id, fields: { name: 'One and only' }, createdAt: before?.createdAt })
    const [visit] = await recordsOf(api, CARLA.userId, 'appointments')
    expect(visit?.fields).toMatchObject({ subject: 'Visit A-1', customer: before?.id })
  })

  it('are shown in the preview with the user they come from, and in the result', async () => {
    await withVisit('A-1')
    const body = { configuration: settings(MOVE), selection: 'all' } as const
    const importId = await begin(api, file([[CARLA, 'A-1', 'One']]), body)
    await untilAsked(api, importId)
    const path = { importId, userId: CARLA.userId }
    const preview = await api.getPreview({ path })
    expect(preview.counts).toMatchObject({ transferred: 1, related: 1 })
    expect(preview.entries).toMatchObject([
      { row: 2, outcome: 'transferred', from: { email: BJOERN.email, how: 'move' }, changes: [] },
      { row: null, outcome: 'related', type: 'appointments', from: { email: BJOERN.email } },
    ])
    await api.decideUser({ path, body: { action: 'import' } })
    await until(api, importId, 'completed')
    const { entries, related } = await api.getUserResult({ path })
    expect(related).toBe(1)
    expect(entries[0]).toMatchObject({ outcome: 'transferred', from: { email: BJOERN.email } })
  })

  it('stay with a user who changed them after the preview, together with what belongs to them', async () => {
    const customer = await withVisit('A-1')
    const body = { configuration: settings(MOVE), selection: 'all' } as const
    const importId = await begin(api, file([[CARLA, 'A-1', 'One']]), body)
    await untilAsked(api, importId)
    await api.updateRecord({
      path: { userId: BJOERN.userId, type: 'customers', recordId: customer?.id ?? '' },
      body: { fields: { note: 'called today' } },
    })
    const path = { importId, userId: CARLA.userId }
    await api.decideUser({ path, body: { action: 'import' } })
    await until(api, importId, 'completed')
    const { entries, totals } = await api.getUserResult({ path })
    expect(totals).toMatchObject({ transferred: 0, conflict: 1 })
    expect(entries.map(({ reasons }) => reasons[0]?.code)).toEqual(['record-changed', 'row-not-written'])
    expect(await namesOf(CARLA)).toEqual([])
    expect(await namesOf(BJOERN)).toEqual(['A-1', 'A-2', 'A-3'])
    expect(await namesOf(BJOERN, 'appointments')).toEqual(['Visit A-1'])
  })

  it('are copied with new IDs and stay where they are', async () => {
    await withVisit('A-1')
    await importAll([[CARLA, 'A-1', 'One']], COPY)
    expect(await namesOf(BJOERN)).toEqual(['A-1', 'A-2', 'A-3'])
    const [copy] = await recordsOf(api, CARLA.userId)
    const [visit] = await recordsOf(api, CARLA.userId, 'appointments')
    expect(visit?.fields['customer']).toBe(copy?.id)
    expect(await namesOf(BJOERN, 'appointments')).toEqual(['Visit A-1'])
  })

  it.each([
    ['first', BJOERN, CARLA],
    ['last', CARLA, BJOERN],
  ])('change sides whole, whoever is imported %s, also where missing ones are deleted', async (_when, from, to) => {
    if (from === CARLA)
      await importAll(
        [
          [CARLA, 'A-1', 'One'],
          [CARLA, 'A-2', 'Two'],
          [CARLA, 'A-3', 'Three'],
        ],
        MOVE,
      )
    const rows: Row[] = [
      [to, 'A-1', 'One'],
      [to, 'A-2', 'Two'],
      [from, 'A-9', 'New'],
    ]
    const summary = await importAll(rows, { ...MOVE, mode: 'update-and-delete' })
    expect(summary.totals).toMatchObject({ transferred: 2, created: 1 })
    expect(summary.deleted).toBe(1)
    expect(await namesOf(to)).toEqual(['A-1', 'A-2'])
    expect(await namesOf(from)).toEqual(['A-9'])
  })

  it('come back with a restore of the company, as they were', async () => {
    await withVisit('A-1')
    const state = async () =>
      Promise.all(
        [BJOERN, CARLA].map(async ({ userId }) => [
          await recordsOf(api, userId),
          await recordsOf(api, userId, 'appointments'),
        ]),
      )
    const before = await state()
    const { importId } = await importAll([[CARLA, 'A-1', 'One and only']], MOVE)
    expect(await restored(`${importId}-before`)).toBe('completed')
    expect(await state()).toEqual(before)
  })

  it('stay where a row says they are, whoever is imported first, also the next time', async () => {
    const rows: Row[] = [
      [BJOERN, 'A-1', 'One'],
      [BJOERN, 'A-2', 'Two at Björn'],
      [CARLA, 'A-1', 'One'],
      [CARLA, 'A-2', 'Two at Carla'],
    ]
    expect((await importAll(rows, MOVE)).totals).toMatchObject({
      unchanged: 1,
      updated: 1,
      rejected: 2,
      transferred: 0,
    })
    expect(await namesOf(CARLA)).toEqual([])
    expect((await importAll(rows, MOVE)).totals).toMatchObject({ unchanged: 2, rejected: 2, transferred: 0 })
    expect(await namesOf(BJOERN)).toEqual(['A-1', 'A-2', 'A-3'])
  })

  it('are not lost by a restore of one user alone: those who exchanged them go back together', async () => {
    const before = [await recordsOf(api, BJOERN.userId), await recordsOf(api, CARLA.userId)]
    const { importId } = await importAll([[CARLA, 'A-1', 'One and only']], MOVE)
    const path = { restorePointId: `${importId}-before` }
    for (const [one, other] of [
      [BJOERN, CARLA],
      [CARLA, BJOERN],
    ] as const) {
      await expect(api.startRestore({ path, body: { users: [one.email] } })).rejects.toMatchObject({
        code: 'invalid-request',
        problem: { advice: expect.stringContaining(other.email) },
      })
    }
    // Nobody else is concerned.
    expect(await restored(path.restorePointId, ['david.weiss@nordwind.example'])).toBe('completed')
    expect(await restored(path.restorePointId, [BJOERN.email, CARLA.email])).toBe('completed')
    expect([await recordsOf(api, BJOERN.userId), await recordsOf(api, CARLA.userId)]).toEqual(before)
  })

  it('find nothing to do the second time', async () => {
    const rows: Row[] = [
      [CARLA, 'A-1', 'One and only'],
      [CARLA, 'A-2', 'Two'],
    ]
    await importAll(rows, MOVE)
    expect((await importAll(rows, MOVE)).totals).toMatchObject({ unchanged: 2, transferred: 0, rejected: 0 })
  })
})

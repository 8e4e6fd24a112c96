import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { begin, fieldsOf, recordsOf, UNATTENDED, until } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const CUSTOMER_FILES = [
  'customers.xlsx',
  'customers.ods',
  'customers.xls',
  'customers-utf8.csv',
  'customers-windows-1252.csv',
  'customers-utf16.txt',
]

let world: World
let api: Client
beforeAll(async () => {
  world = await createWorld()
  await settle(world, 'nordwind')
  api = world.as(ANNA, 'nordwind')
})
afterAll(() => world.stop())

const customers = async () => {
  const { users } = await api.listUsers()
  const all = await Promise.all(
    users.map(async ({ email, id }) => (await fieldsOf(api, id)).map((fields) => ({ email, ...fields }))),
  )
  return all.flat()
}

describe('the same customers in every format', () => {
  let first: unknown[] = []

  it.each(CUSTOMER_FILES)(
    '%s',
    async (file) => {
      const importId = await begin(api, file, UNATTENDED)
      await until(api, importId, 'completed')
      const { totals } = await api.getSummary({ path: { importId } })
      const found = await customers()
      expect(found).toHaveLength(400)
      if (first.length === 0) {
        first = found
        expect(totals.created).toBe(400)
      } else {
        // The same content again changes nothing, whatever the format it comes in.
        expect(totals.unchanged).toBe(400)
        expect(found).toEqual(first)
      }
    },
    60_000,
  )

  it.each([
    ['appointments', 'appointments.xlsx', 80],
    ['tasks', 'tasks.ods', 60],
    ['reports', 'reports.xlsx', 90],
  ] as const)(
    '%s point at the right customers',
    async (recordType, file, rows) => {
      const importId = await begin(api, file, { ...UNATTENDED, recordType })
      await until(api, importId, 'completed')
      const { totals } = await api.getSummary({ path: { importId } })
      expect(totals.created).toBe(rows)
      const { users } = await api.listUsers()
      for (const { id } of users) {
        const own = new Set<unknown>()
        for (const { id: recordId } of await recordsOf(api, id)) own.add(recordId)
        for (const { customer } of await fieldsOf(api, id, recordType)) {
          if (customer !== undefined) expect(own.has(customer)).toBe(true)
        }
      }
    },
    60_000,
  )

  it('messy.xlsx ends with every row in exactly one outcome', async () => {
    const importId = await begin(api, 'messy.xlsx', { ...UNATTENDED, suggested: {} })
    const state = await until(api, importId, 'completed', 'awaiting-settings')
    expect(state.status).toBe('completed')
    const summary = await api.getSummary({ path: { importId } })
    const sum = Object.values(summary.totals).reduce((total, count) => total + count, 0)
    expect(sum).toBe(summary.rows)
    expect(summary.rows).toBe(121)
    expect(summary.totals.rejected).toBeGreaterThan(0)
    expect(summary.totals.unassigned).toBeGreaterThan(0)
  })
})

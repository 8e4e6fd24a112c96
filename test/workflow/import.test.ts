import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ANNA, settle } from './people.ts'
import { begin, fieldsOf, UNATTENDED, until } from './driving.ts'
import { createWorld, type World } from './world.ts'

describe('an import that waits for nothing', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    await settle(world)
  })
  afterAll(() => world.stop())

  it('brings every row to its user and accounts for each', async () => {
    const api = world.as(ANNA)
    const importId = await begin(api, 'customers.xlsx', UNATTENDED)
    await until(api, importId, 'completed')
    const summary = await api.getSummary({ path: { importId } })
    expect(summary.rows).toBe(400)
    expect(summary.totals.created).toBe(400)
    expect(summary.users).toHaveLength(8)
    const { users } = await api.listUsers()
    const bjoern = users.find(({ email }) => email.startsWith('bjoern'))
    expect(await fieldsOf(api, bjoern?.id ?? '')).toHaveLength(50)
  }, 60_000)
})

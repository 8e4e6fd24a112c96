import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

/** The world of this test file. */
export let world: World
/** The company of the test that runs, and its administrator's client. */
export let company: string
export let api: Client

/** One world for the tests of a file, and for each of them a company of its own with the people of the samples. */
export function companyPerTest(): void {
  let tests = 0
  beforeAll(async () => {
    world = await createWorld()
  })
  beforeEach(async () => {
    company = `company-${(tests += 1)}`
    world.meddle = () => undefined
    world.deliverUploads = true
    await settle(world, company)
    api = world.as(ANNA, company)
  })
  afterAll(() => world.stop())
}

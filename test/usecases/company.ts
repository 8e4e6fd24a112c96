import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import type { Company, User } from '../../lib/domain/companies.ts'
import { foundCompany, startWorld, type Staff, type World } from './world.ts'

/** The world of this test file. */
export let world: World
/** The company of the test that runs, and who works there. */
export let staff: Staff
/** The number of the test that runs: what it stores goes by it. */
export let count = 0

/** One world for the tests of a file, and for each of them a company of its own. */
export function companyPerTest(): void {
  beforeAll(async () => {
    world = await startWorld()
  })
  beforeEach(async () => {
    staff = await foundCompany(world, `co${(count += 1)}`)
  })
  afterAll(() => world.stop())
}

/** Who asks. */
export const by = (actor: User): { actor: User; company: Company } => ({ actor, company: staff.company })

import { describe, expect, it } from '@jest/globals'
import { WORKFLOW_FUNCTIONS } from '../../lib/contracts/functions.ts'
import { api, companyPerTest, world } from './company.ts'
import { begin, recordsOf, UNATTENDED, until, untilAsked } from './driving.ts'
import { callHandler } from './handlers.ts'

const STEPS = Object.keys(WORKFLOW_FUNCTIONS).filter(
  (step) =>
    !/restore$|restoreUsers|restorePoint$|fail|stepBack|applyCorrections|await(Settings|Selection)|closeWait|note/i.test(
      step,
    ) || step === 'sealRestorePoint',
)

/** After every other step's work; the tests of faults kill it at every step, before and after. */
const DEATHS = STEPS.flatMap((step, index) => {
  const [before, after] = [[step, 'before'] as const, [step, 'after'] as const]
  if (process.env['MUSTER_KILLS'] === 'all') return [before, after]
  return index % 2 === 0 ? [after] : []
})

companyPerTest()

/**
 * What a machine that dies leaves behind: the execution is gone in the middle of a step, before the step or after its
 * work, and begins again from its first state.
 */
function dieAt(dying: string, when: 'before' | 'after'): Promise<void> {
  let died = false
  let dead: () => void = () => undefined
  const death = new Promise<void>((resolve) => (dead = resolve))
  world.meddle = async (step, payload) => {
    if (step !== dying || died) return
    died = true
    if (when === 'after') {
      await callHandler('workflow', step, payload)
    }
    dead()
    await new Promise(() => undefined)
  }
  return death
}

describe('an execution that dies', () => {
  it.each(DEATHS)('in the step %s, %s its work, goes on and does nothing twice', async (step, when) => {
    const death = dieAt(step, when)
    const unattended = step === 'importUnattended' || step === 'listRemaining'
    const importId = await begin(api, 'customers.xlsx', unattended ? UNATTENDED : { selection: 'all', suggested: {} })
    const answered: string[] = []
    const answer = async () => {
      if (unattended) return
      for (const action of ['skip', 'import', 'import-all'] as const) {
        const state = await untilAsked(api, importId, answered)
        const userId = state.waiting?.userId ?? ''
        await api.decideUser({ path: { importId, userId }, body: { action } })
        answered.push(userId)
      }
    }
    const answering = answer()
    await Promise.race([death, answering.then(() => death)])
    await world.restart()
    await answering
    await until(api, importId, 'completed')
    const summary = await api.getSummary({ path: { importId } })
    expect(summary.totals).toMatchObject(unattended ? { created: 400 } : { created: 350, skipped: 50 })
    for (const { id } of (await api.listUsers()).users) {
      for (const record of await recordsOf(api, id)) expect(record.version).toBe(1)
    }
  })
})

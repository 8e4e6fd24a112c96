import { scheduledHandler } from '../../lib/runtime/schedule.ts'
import { callbacks, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { sweep } from '../../lib/usecases/sweep.ts'

export const handler = scheduledHandler('sweep', wiring(state, callbacks, importMachine, restoreMachine), sweep)

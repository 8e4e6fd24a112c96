import { scheduledHandler } from '../../lib/runtime/schedule.ts'
import { audit, callbacks, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { sweep } from '../../lib/usecases/sweep.ts'

export const handler = scheduledHandler('sweep', wiring(state, callbacks, importMachine, restoreMachine, audit), sweep)

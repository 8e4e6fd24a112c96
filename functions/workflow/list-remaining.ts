import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { listRemaining } from '../../lib/usecases/workflow/list-remaining.ts'

export const handler = stepHandler('listRemaining', wiring(state), listRemaining)

import { state } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { listRemaining } from '../../lib/usecases/workflow/list-remaining.ts'

export const handler = stepHandler('listRemaining', wiring(state), listRemaining)

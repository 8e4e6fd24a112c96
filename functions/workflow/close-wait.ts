import { stepHandler } from '../../lib/runtime/step.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { closeWait } from '../../lib/usecases/workflow/close-wait.ts'

export const handler = stepHandler('closeWait', wiring(state), closeWait)

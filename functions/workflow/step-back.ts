import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { stepBack } from '../../lib/usecases/workflow/step-back.ts'

export const handler = stepHandler('stepBack', wiring(state), stepBack)

import { state } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { stepBack } from '../../lib/usecases/workflow/step-back.ts'

export const handler = stepHandler('stepBack', wiring(state), stepBack)

import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { claim } from '../../lib/usecases/workflow/claim.ts'

export const handler = stepHandler('claim', wiring(state), claim)

import { state } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { claim } from '../../lib/usecases/workflow/claim.ts'

export const handler = stepHandler('claim', wiring(state), claim)

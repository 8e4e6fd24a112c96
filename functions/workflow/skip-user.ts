import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { skipUser } from '../../lib/usecases/workflow/skip-user.ts'

export const handler = stepHandler('skipUser', wiring(state), skipUser)

import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { nextUser } from '../../lib/usecases/workflow/next-user.ts'

export const handler = stepHandler('nextUser', wiring(state), nextUser)

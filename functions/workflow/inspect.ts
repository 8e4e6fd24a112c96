import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { inspect } from '../../lib/usecases/workflow/inspect.ts'

export const handler = stepHandler('inspect', wiring(state, files), inspect)

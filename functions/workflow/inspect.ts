import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { inspect } from '../../lib/usecases/workflow/inspect.ts'

export const handler = stepHandler('inspect', wiring(state, files), inspect)

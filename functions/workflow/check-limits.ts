import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { checkLimits } from '../../lib/usecases/workflow/check-limits.ts'

export const handler = stepHandler('checkLimits', wiring(state, files), checkLimits)

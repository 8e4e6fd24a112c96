import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { split } from '../../lib/usecases/workflow/split.ts'

export const handler = stepHandler('split', wiring(state, files), split)

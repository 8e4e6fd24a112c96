import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { split } from '../../lib/usecases/workflow/split.ts'

export const handler = stepHandler('split', wiring(state, files), split)

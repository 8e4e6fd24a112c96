import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { applyCorrections } from '../../lib/usecases/workflow/apply-corrections.ts'

export const handler = stepHandler('applyCorrections', wiring(state), applyCorrections)

import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { planRestore } from '../../lib/usecases/workflow/plan-restore.ts'

export const handler = stepHandler('planRestore', wiring(state, records, files), planRestore)

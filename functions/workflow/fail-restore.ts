import { state, mail } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { failRestore } from '../../lib/usecases/workflow/fail-restore.ts'

export const handler = stepHandler('failRestore', wiring(state, mail), failRestore)

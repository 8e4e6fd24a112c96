import { audit, state, mail, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { failRestore } from '../../lib/usecases/workflow/fail-restore.ts'

export const handler = stepHandler('failRestore', wiring(state, mail, audit), failRestore)

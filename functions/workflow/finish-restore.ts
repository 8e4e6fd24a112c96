import { state, files, mail } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { finishRestore } from '../../lib/usecases/workflow/finish-restore.ts'

export const handler = stepHandler('finishRestore', wiring(state, files, mail), finishRestore)

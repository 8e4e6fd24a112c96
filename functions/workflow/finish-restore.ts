import { audit, state, files, mail, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { finishRestore } from '../../lib/usecases/workflow/finish-restore.ts'

export const handler = stepHandler('finishRestore', wiring(state, files, mail, audit), finishRestore)

import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { beginRestore } from '../../lib/usecases/workflow/begin-restore.ts'

export const handler = stepHandler('beginRestore', wiring(state, files), beginRestore)

import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { beginRestore } from '../../lib/usecases/workflow/begin-restore.ts'

export const handler = stepHandler('beginRestore', wiring(state, files), beginRestore)

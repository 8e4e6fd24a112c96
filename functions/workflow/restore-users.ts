import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { restoreUsers } from '../../lib/usecases/workflow/restore-users.ts'

export const handler = stepHandler('restoreUsers', wiring(state, records, files), restoreUsers)

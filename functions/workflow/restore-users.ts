import { state, records, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { restoreUsers } from '../../lib/usecases/workflow/restore-users.ts'

export const handler = stepHandler('restoreUsers', wiring(state, records, files), restoreUsers)

import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { listUsers } from '../../lib/usecases/workflow/list-users.ts'

export const handler = stepHandler('listUsers', wiring(state, files), listUsers)

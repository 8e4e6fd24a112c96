import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { listUsers } from '../../lib/usecases/workflow/list-users.ts'

export const handler = stepHandler('listUsers', wiring(state, files), listUsers)

import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { selectUsers } from '../../lib/usecases/workflow/select-users.ts'

export const handler = stepHandler('selectUsers', wiring(state, files), selectUsers)

import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { selectUsers } from '../../lib/usecases/workflow/select-users.ts'

export const handler = stepHandler('selectUsers', wiring(state, files), selectUsers)

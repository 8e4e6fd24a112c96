import { state, records, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { importUser } from '../../lib/usecases/workflow/import-user.ts'

export const handler = stepHandler('importUser', wiring(state, records, files), importUser)

import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { importUser } from '../../lib/usecases/workflow/import-user.ts'

export const handler = stepHandler('importUser', wiring(state, records, files), importUser)

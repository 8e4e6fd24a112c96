import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { previewUser } from '../../lib/usecases/workflow/preview-user.ts'

export const handler = stepHandler('previewUser', wiring(state, records, files), previewUser)

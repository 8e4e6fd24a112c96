import { state, records, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { previewUser } from '../../lib/usecases/workflow/preview-user.ts'

export const handler = stepHandler('previewUser', wiring(state, records, files), previewUser)

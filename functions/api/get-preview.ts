import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getPreview } from '../../lib/usecases/get-preview.ts'

export const handler = httpHandler('getPreview', wiring(state, files), getPreview)

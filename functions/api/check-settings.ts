import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { checkSettings } from '../../lib/usecases/check-settings.ts'

export const handler = httpHandler('checkSettings', wiring(state, files), checkSettings)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, callbacks, files, state, wiring } from '../../lib/runtime/wiring.ts'
import { putSettings } from '../../lib/usecases/put-settings.ts'

export const handler = httpHandler('putSettings', wiring(state, files, callbacks, audit), putSettings)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, callbacks, files, state, wiring } from '../../lib/runtime/wiring.ts'
import { cancelImport } from '../../lib/usecases/cancel-import.ts'

export const handler = httpHandler('cancelImport', wiring(state, callbacks, files, audit), cancelImport)

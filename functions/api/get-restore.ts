import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getRestore } from '../../lib/usecases/get-restore.ts'

export const handler = httpHandler('getRestore', wiring(state, files), getRestore)

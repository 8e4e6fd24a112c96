import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getImport } from '../../lib/usecases/get-import.ts'

export const handler = httpHandler('getImport', wiring(state, files), getImport)

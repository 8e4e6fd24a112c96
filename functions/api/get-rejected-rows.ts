import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getRejectedRows } from '../../lib/usecases/get-rejected-rows.ts'

export const handler = httpHandler('getRejectedRows', wiring(state, files), getRejectedRows)

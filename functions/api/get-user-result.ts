import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getUserResult } from '../../lib/usecases/get-user-result.ts'

export const handler = httpHandler('getUserResult', wiring(state, files), getUserResult)

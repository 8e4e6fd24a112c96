import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getMe } from '../../lib/usecases/get-me.ts'

export const handler = httpHandler('getMe', wiring(state), getMe)

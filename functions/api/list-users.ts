import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listUsers } from '../../lib/usecases/list-users.ts'

export const handler = httpHandler('listUsers', wiring(state), listUsers)

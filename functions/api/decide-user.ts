import { httpHandler } from '../../lib/runtime/http.ts'
import { callbacks, state, wiring } from '../../lib/runtime/wiring.ts'
import { decideUser } from '../../lib/usecases/decide-user.ts'

export const handler = httpHandler('decideUser', wiring(state, callbacks), decideUser)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, callbacks, state, wiring } from '../../lib/runtime/wiring.ts'
import { decideUser } from '../../lib/usecases/decide-user.ts'

export const handler = httpHandler('decideUser', wiring(state, callbacks, audit), decideUser)

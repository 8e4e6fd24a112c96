import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { putUsers } from '../../lib/usecases/put-users.ts'

export const handler = httpHandler('putUsers', wiring(state, audit), putUsers)

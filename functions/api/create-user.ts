import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { createUser } from '../../lib/usecases/create-user.ts'

export const handler = httpHandler('createUser', wiring(state, audit), createUser)

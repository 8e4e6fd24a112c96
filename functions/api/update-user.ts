import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { updateUser } from '../../lib/usecases/update-user.ts'

export const handler = httpHandler('updateUser', wiring(state, audit), updateUser)

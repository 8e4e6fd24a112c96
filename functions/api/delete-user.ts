import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { deleteUser } from '../../lib/usecases/delete-user.ts'

export const handler = httpHandler('deleteUser', wiring(state, records, audit), deleteUser)

import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listRestores } from '../../lib/usecases/list-restores.ts'

export const handler = httpHandler('listRestores', wiring(state), listRestores)

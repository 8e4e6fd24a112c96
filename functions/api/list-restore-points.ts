import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listRestorePoints } from '../../lib/usecases/list-restore-points.ts'

export const handler = httpHandler('listRestorePoints', wiring(state), listRestorePoints)

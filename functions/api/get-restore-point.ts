import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getRestorePoint } from '../../lib/usecases/get-restore-point.ts'

export const handler = httpHandler('getRestorePoint', wiring(state), getRestorePoint)

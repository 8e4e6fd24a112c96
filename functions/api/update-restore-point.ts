import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, files, state, wiring } from '../../lib/runtime/wiring.ts'
import { updateRestorePoint } from '../../lib/usecases/update-restore-point.ts'

export const handler = httpHandler('updateRestorePoint', wiring(state, files, audit), updateRestorePoint)

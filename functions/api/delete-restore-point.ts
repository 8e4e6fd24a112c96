import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, files, state, wiring } from '../../lib/runtime/wiring.ts'
import { deleteRestorePoint } from '../../lib/usecases/delete-restore-point.ts'

export const handler = httpHandler('deleteRestorePoint', wiring(state, files, audit), deleteRestorePoint)

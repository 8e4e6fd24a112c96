import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getRestoreReport } from '../../lib/usecases/get-restore-report.ts'

export const handler = httpHandler('getRestoreReport', wiring(state, files), getRestoreReport)

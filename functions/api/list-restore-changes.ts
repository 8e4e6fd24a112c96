import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { listRestoreChanges } from '../../lib/usecases/list-restore-changes.ts'

export const handler = httpHandler('listRestoreChanges', wiring(state, files), listRestoreChanges)

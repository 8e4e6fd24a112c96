import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { listImportUsers } from '../../lib/usecases/list-import-users.ts'

export const handler = httpHandler('listImportUsers', wiring(state, files), listImportUsers)

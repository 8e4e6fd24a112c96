import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { deleteRecord } from '../../lib/usecases/delete-record.ts'

export const handler = httpHandler('deleteRecord', wiring(state, records, audit), deleteRecord)

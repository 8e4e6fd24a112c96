import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { updateRecord } from '../../lib/usecases/update-record.ts'

export const handler = httpHandler('updateRecord', wiring(state, records, audit), updateRecord)

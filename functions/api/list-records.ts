import { httpHandler } from '../../lib/runtime/http.ts'
import { records, state, wiring } from '../../lib/runtime/wiring.ts'
import { listRecords } from '../../lib/usecases/list-records.ts'

export const handler = httpHandler('listRecords', wiring(state, records), listRecords)

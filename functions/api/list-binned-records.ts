import { httpHandler } from '../../lib/runtime/http.ts'
import { records, state, wiring } from '../../lib/runtime/wiring.ts'
import { listBinnedRecords } from '../../lib/usecases/list-binned-records.ts'

export const handler = httpHandler('listBinnedRecords', wiring(state, records), listBinnedRecords)

import { httpHandler } from '../../lib/runtime/http.ts'
import { records, state, wiring } from '../../lib/runtime/wiring.ts'
import { getRecord } from '../../lib/usecases/get-record.ts'

export const handler = httpHandler('getRecord', wiring(state, records), getRecord)

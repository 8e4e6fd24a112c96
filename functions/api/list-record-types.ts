import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listRecordTypes } from '../../lib/usecases/list-record-types.ts'

export const handler = httpHandler('listRecordTypes', wiring(state), listRecordTypes)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { createRecord } from '../../lib/usecases/create-record.ts'

export const handler = httpHandler('createRecord', wiring(state, records, audit), createRecord)

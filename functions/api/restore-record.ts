import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { restoreRecord } from '../../lib/usecases/restore-record.ts'

export const handler = httpHandler('restoreRecord', wiring(state, records, audit), restoreRecord)

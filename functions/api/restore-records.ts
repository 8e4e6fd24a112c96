import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, records, state, wiring } from '../../lib/runtime/wiring.ts'
import { restoreRecords } from '../../lib/usecases/restore-records.ts'

export const handler = httpHandler('restoreRecords', wiring(state, records, audit), restoreRecords)

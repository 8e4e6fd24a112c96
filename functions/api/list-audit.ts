import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { listAudit } from '../../lib/usecases/list-audit.ts'

export const handler = httpHandler('listAudit', wiring(state, audit), listAudit)

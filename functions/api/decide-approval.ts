import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, callbacks, state, wiring } from '../../lib/runtime/wiring.ts'
import { decideApproval } from '../../lib/usecases/decide-approval.ts'

export const handler = httpHandler('decideApproval', wiring(state, callbacks, audit), decideApproval)

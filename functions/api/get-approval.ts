import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getApproval } from '../../lib/usecases/get-approval.ts'

export const handler = httpHandler('getApproval', wiring(state), getApproval)

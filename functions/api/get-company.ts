import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getCompany } from '../../lib/usecases/get-company.ts'

export const handler = httpHandler('getCompany', wiring(state), getCompany)

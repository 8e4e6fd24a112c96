import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { updateCompany } from '../../lib/usecases/update-company.ts'

export const handler = httpHandler('updateCompany', wiring(state, audit), updateCompany)

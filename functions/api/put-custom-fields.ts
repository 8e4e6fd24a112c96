import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { putCustomFields } from '../../lib/usecases/put-custom-fields.ts'

export const handler = httpHandler('putCustomFields', wiring(state, audit), putCustomFields)

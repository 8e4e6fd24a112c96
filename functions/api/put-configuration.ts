import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { putConfiguration } from '../../lib/usecases/put-configuration.ts'

export const handler = httpHandler('putConfiguration', wiring(state, audit), putConfiguration)

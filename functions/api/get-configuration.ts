import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getConfiguration } from '../../lib/usecases/get-configuration.ts'

export const handler = httpHandler('getConfiguration', wiring(state), getConfiguration)

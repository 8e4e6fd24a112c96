import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { createConfiguration } from '../../lib/usecases/create-configuration.ts'

export const handler = httpHandler('createConfiguration', wiring(state, audit), createConfiguration)

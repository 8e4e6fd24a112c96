import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, state, wiring } from '../../lib/runtime/wiring.ts'
import { deleteConfiguration } from '../../lib/usecases/delete-configuration.ts'

export const handler = httpHandler('deleteConfiguration', wiring(state, audit), deleteConfiguration)

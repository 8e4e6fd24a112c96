import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { getImportConfiguration } from '../../lib/usecases/get-import-configuration.ts'

export const handler = httpHandler('getImportConfiguration', wiring(state), getImportConfiguration)

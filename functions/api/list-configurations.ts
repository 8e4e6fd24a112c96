import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listConfigurations } from '../../lib/usecases/list-configurations.ts'

export const handler = httpHandler('listConfigurations', wiring(state), listConfigurations)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, callbacks, files, state, wiring } from '../../lib/runtime/wiring.ts'
import { putSelection } from '../../lib/usecases/put-selection.ts'

export const handler = httpHandler('putSelection', wiring(state, files, callbacks, audit), putSelection)

import { httpHandler } from '../../lib/runtime/http.ts'
import { files, state, wiring } from '../../lib/runtime/wiring.ts'
import { getSummary } from '../../lib/usecases/get-summary.ts'

export const handler = httpHandler('getSummary', wiring(state, files), getSummary)

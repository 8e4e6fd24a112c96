import { httpHandler } from '../../lib/runtime/http.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { listImports } from '../../lib/usecases/list-imports.ts'

export const handler = httpHandler('listImports', wiring(state), listImports)

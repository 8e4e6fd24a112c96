import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, files, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { startImport } from '../../lib/usecases/start-import.ts'

export const handler = httpHandler(
  'startImport',
  wiring(state, files, importMachine, restoreMachine, audit),
  startImport,
)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { undoImport } from '../../lib/usecases/undo-import.ts'

export const handler = httpHandler('undoImport', wiring(state, restoreMachine, importMachine, audit), undoImport)

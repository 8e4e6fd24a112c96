import { httpHandler } from '../../lib/runtime/http.ts'
import { importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { startRestore } from '../../lib/usecases/start-restore.ts'

export const handler = httpHandler('startRestore', wiring(state, restoreMachine, importMachine), startRestore)

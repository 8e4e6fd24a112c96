import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { startRestore } from '../../lib/usecases/start-restore.ts'

export const handler = httpHandler('startRestore', wiring(state, restoreMachine, importMachine, audit), startRestore)

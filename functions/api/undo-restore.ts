import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, files, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { undoRestore } from '../../lib/usecases/undo-restore.ts'

export const handler = httpHandler(
  'undoRestore',
  wiring(state, files, restoreMachine, importMachine, audit),
  undoRestore,
)

import { httpHandler } from '../../lib/runtime/http.ts'
import { audit, importMachine, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { createRestorePoint } from '../../lib/usecases/create-restore-point.ts'

export const handler = httpHandler(
  'createRestorePoint',
  wiring(state, restoreMachine, importMachine, audit),
  createRestorePoint,
)

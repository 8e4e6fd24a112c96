import { scheduledHandler } from '../../lib/runtime/schedule.ts'
import { audit, files, importMachine, records, restoreMachine, state, wiring } from '../../lib/runtime/wiring.ts'
import { keepRestorePoints } from '../../lib/usecases/keep-restore-points.ts'

export const handler = scheduledHandler(
  'keepRestorePoints',
  wiring(state, records, files, importMachine, restoreMachine, audit),
  keepRestorePoints,
)

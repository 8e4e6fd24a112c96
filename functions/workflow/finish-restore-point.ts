import { state, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { finishRestorePoint } from '../../lib/usecases/workflow/finish-restore-point.ts'

export const handler = stepHandler('finishRestorePoint', wiring(state), finishRestorePoint)

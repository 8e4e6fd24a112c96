import { state } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { finishRestorePoint } from '../../lib/usecases/workflow/finish-restore-point.ts'

export const handler = stepHandler('finishRestorePoint', wiring(state), finishRestorePoint)

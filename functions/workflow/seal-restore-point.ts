import { state, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { sealRestorePoint } from '../../lib/usecases/workflow/seal-restore-point.ts'

export const handler = stepHandler('sealRestorePoint', wiring(state, files), sealRestorePoint)

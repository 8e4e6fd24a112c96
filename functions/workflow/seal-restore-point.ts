import { state, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { sealRestorePoint } from '../../lib/usecases/workflow/seal-restore-point.ts'

export const handler = stepHandler('sealRestorePoint', wiring(state, files), sealRestorePoint)

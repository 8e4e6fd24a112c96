import { state, records, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { snapshotUsers } from '../../lib/usecases/workflow/snapshot-users.ts'

export const handler = stepHandler('snapshotUsers', wiring(state, records, files), snapshotUsers)

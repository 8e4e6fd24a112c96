import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { snapshotUsers } from '../../lib/usecases/workflow/snapshot-users.ts'

export const handler = stepHandler('snapshotUsers', wiring(state, records, files), snapshotUsers)

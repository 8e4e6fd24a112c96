import { state, records, files, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { importUnattended } from '../../lib/usecases/workflow/import-unattended.ts'

export const handler = stepHandler('importUnattended', wiring(state, records, files), importUnattended)

import { state, records, files } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { importUnattended } from '../../lib/usecases/workflow/import-unattended.ts'

export const handler = stepHandler('importUnattended', wiring(state, records, files), importUnattended)

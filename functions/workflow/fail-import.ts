import { state, mail } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { failImport } from '../../lib/usecases/workflow/fail-import.ts'

export const handler = stepHandler('failImport', wiring(state, mail), failImport)

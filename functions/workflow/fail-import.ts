import { audit, state, mail, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { failImport } from '../../lib/usecases/workflow/fail-import.ts'

export const handler = stepHandler('failImport', wiring(state, mail, audit), failImport)

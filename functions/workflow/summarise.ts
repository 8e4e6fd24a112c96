import { audit, state, files, mail, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { summarise } from '../../lib/usecases/workflow/summarise.ts'

export const handler = stepHandler('summarise', wiring(state, files, mail, audit), summarise)

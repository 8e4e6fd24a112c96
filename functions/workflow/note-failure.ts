import { stepHandler } from '../../lib/runtime/step.ts'
import { state, wiring } from '../../lib/runtime/wiring.ts'
import { noteFailure } from '../../lib/usecases/workflow/note-failure.ts'

export const handler = stepHandler('noteFailure', wiring(state), noteFailure)

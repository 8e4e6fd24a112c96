import { state, callbacks, mail } from '../../lib/runtime/parts.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { wiring } from '../../lib/runtime/wiring.ts'
import { openWait } from '../../lib/usecases/workflow/open-wait.ts'

export const handler = stepHandler('awaitSelection', wiring(state, callbacks, mail), (deps) => openWait(deps, 'selection'))

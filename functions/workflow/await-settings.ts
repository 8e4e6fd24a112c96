import { state, callbacks, mail, wiring } from '../../lib/runtime/wiring.ts'
import { stepHandler } from '../../lib/runtime/step.ts'
import { openWait } from '../../lib/usecases/workflow/open-wait.ts'

export const handler = stepHandler('awaitSettings', wiring(state, callbacks, mail), (deps) =>
  openWait(deps, 'settings'),
)

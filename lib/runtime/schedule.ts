import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import type { Basics, Wire } from './deps.ts'

/** The Lambda of something that happens by the clock: `export const handler = scheduledHandler('sweep', wire, sweep)`. Faults throw, so that the event is tried again. */
export function scheduledHandler<Deps>(
  name: string,
  wire: Wire<Deps & Basics>,
  act: (deps: Deps & Basics) => () => Promise<unknown>,
): (event: unknown, context: Context) => Promise<unknown> {
  let deps: (Deps & Basics) | undefined
  const chain = middy<unknown, unknown>()
    .onError((request) => {
      deps?.logger.error(`${name} failed`, { error: request.error })
    })
    .handler(async (_event: unknown, context: Context) => {
      deps ??= wire(process.env)
      deps.logger.resetKeys()
      deps.logger.addContext(context)
      return act(deps)()
    })
  return async (event, context) => chain(event, context)
}

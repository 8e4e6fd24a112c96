import { fileNameOf } from '../../lib/contracts/names.ts'

const lambdaContext = (name: string) => ({
  awsRequestId: 'request',
  functionName: name,
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:000000000000:function:${name}`,
  functionVersion: '1',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 60_000,
})

/** Calls a function as the runtime would, by its group and its name in the contracts. */
export async function callHandler(
  group: 'api' | 'workflow' | 'events',
  name: string,
  event: unknown,
): Promise<unknown> {
  const module = (await import(`../../functions/${group}/${fileNameOf(name)}.ts`)) as {
    handler: (event: unknown, context: unknown) => Promise<unknown>
  }
  return module.handler(event, lambdaContext(name))
}

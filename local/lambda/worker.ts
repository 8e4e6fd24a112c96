import { enableCompileCache, flushCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { LOADED, type Answer, type Call } from './protocol.ts'

/** The thread a function runs in: its own environment, one invocation at a time. */

const setup = z.object({
  file: z.string(),
  exportName: z.string(),
  name: z.string(),
  arn: z.string(),
  memoryMb: z.number(),
  compiled: z.string().optional(),
})
const { file, exportName, name, arn, memoryMb, compiled } = setup.parse(workerData)
const call = z.custom<Call>((value) => typeof value === 'object' && value !== null && 'payload' in value)
const handlerShape = z.custom<(event: unknown, context: object) => unknown>((value) => typeof value === 'function')
const LARGEST_ANSWER_BYTES = 6 * 1024 * 1024

// What the bundles share is compiled once, and not by each of dozens of threads.
if (compiled !== undefined) enableCompileCache(compiled)

const handler = import(pathToFileURL(file).href).then((module: unknown) =>
  handlerShape.parse(z.record(z.string(), z.unknown()).parse({ ...Object(module) })[exportName]),
)
handler
  .catch(() => undefined)
  .finally(() => {
    if (compiled !== undefined) flushCompileCache()
    parentPort?.postMessage(LOADED)
  })

parentPort?.on('message', (message: unknown) => {
  void answer(call.parse(message)).then((result) => parentPort?.postMessage(result))
})

async function answer({ id, payload, deadline }: Call): Promise<Answer> {
  try {
    const result = await (
      await handler
    )(JSON.parse(payload), {
      awsRequestId: id,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memoryMb),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    })
    const text = JSON.stringify(result) ?? 'null'
    const size = Buffer.byteLength(text)
    if (size <= LARGEST_ANSWER_BYTES) return { id, result: text }
    return { id, error: { name: 'Function.ResponseSizeTooLarge', message: `The answer has ${size} bytes` } }
  } catch (error) {
    console.error(error)
    if (error instanceof Error) return { id, error: { name: error.name, message: error.message } }
    return { id, error: { name: 'Error', message: String(error) } }
  }
}

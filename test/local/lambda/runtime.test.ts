import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRuntime } from '../../../local/lambda/runtime.ts'
import type { Runtime } from '../../../local/lambda/runtime.ts'

/** Whatever JSON was answered; the expectations say what it has to be. */
type Json = ReturnType<typeof JSON.parse>

const HANDLERS = `
import { threadId } from 'node:worker_threads'
let calls = 0, now = 0
export const echo = async (event, context) => {
  console.log('a line of the function')
  return { event, calls: ++calls, own: process.env.OWN, all: process.env.ALL, home: process.env.HOME ?? null,
    name: context.functionName, arn: context.invokedFunctionArn, id: context.awsRequestId, left: context.getRemainingTimeInMillis() }
}
export const fails = async () => { const e = new Error('no'); e.name = 'ThrottlingException'; throw e }
export const hangs = async () => { for (;;); }
export const exits = async () => process.exit(1)
export const nothing = async () => undefined
export const alone = async () => {
  const most = ++now
  await new Promise((resolve) => setTimeout(resolve, 100))
  now--
  return { most, threadId }
}
`

let folder: string
let runtime: Runtime

const arn = (name: string): string => `arn:aws:lambda:eu-central-1:000000000000:function:${name}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-lambda-'))
  await writeFile(join(folder, 'index.mjs'), HANDLERS)
  const functions = ['echo', 'fails', 'hangs', 'exits', 'nothing', 'alone'].map((name) => ({
    name,
    arn: arn(name),
    codeFolder: folder,
    handler: `index.${name}`,
    environment: { OWN: name },
    timeoutSeconds: name === 'hangs' ? 1 : 30,
    memoryMb: 128,
  }))
  runtime = await createRuntime({
    functions,
    logFolder: join(folder, 'logs'),
    environment: { ALL: 'of all' },
    concurrency: 2,
  })
})

afterAll(async () => {
  await runtime.stop()
  await rm(folder, { recursive: true })
})

describe('a function', () => {
  it('gets its event, its context and its own environment, and stays warm', async () => {
    expect(await runtime.invoke(arn('echo'), { a: 'ä' })).toMatchObject({
      event: { a: 'ä' },
      calls: 1,
      own: 'echo',
      all: 'of all',
      home: null,
      name: 'echo',
      arn: arn('echo'),
      id: expect.any(String),
    })
    expect(await runtime.invoke(arn('echo'), {})).toMatchObject({ calls: 2 })
    expect(await runtime.invoke(arn('nothing'), {})).toBeNull()
  })

  it('that throws fails by the name of its error', async () => {
    await expect(runtime.invoke(arn('fails'), {})).rejects.toMatchObject({ name: 'ThrottlingException', message: 'no' })
  })

  it('that takes too long is ended, even in an endless loop', async () => {
    await expect(runtime.invoke(arn('hangs'), {})).rejects.toMatchObject({ name: 'Sandbox.Timedout' })
  })

  it('that exits fails, and the next invocation gets a new thread', async () => {
    await expect(runtime.invoke(arn('exits'), {})).rejects.toMatchObject({ name: 'Runtime.ExitError' })
    await expect(runtime.invoke(arn('exits'), {})).rejects.toMatchObject({ name: 'Runtime.ExitError' })
  })

  it('runs one invocation per thread at a time, in as many threads as allowed', async () => {
    const results: Json[] = await Promise.all(Array.from({ length: 6 }, () => runtime.invoke(arn('alone'), {})))
    expect(results.map(({ most }) => most)).toEqual([1, 1, 1, 1, 1, 1])
    expect(new Set(results.map(({ threadId }) => threadId)).size).toBe(2)
  })

  it('writes to its log file', async () => {
    expect(await readFile(join(folder, 'logs', 'echo.log'), 'utf8')).toContain('a line of the function')
  })

  it('that does not exist says so', async () => {
    await expect(runtime.invoke(arn('other'), {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

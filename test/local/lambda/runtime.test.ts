import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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

/** A function that leaves a file where it is loaded. */
const slow = (loaded: string) => `
import { writeFileSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
writeFileSync(${JSON.stringify(loaded)} + '/' + threadId, '')
export const handler = async () => true
`

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

let folder: string
let runtime: Runtime

const arn = (name: string): string => `arn:aws:lambda:eu-central-1:000000000000:function:${name}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-lambda-'))
  await writeFile(join(folder, 'index.mjs'), HANDLERS)
  await mkdir(join(folder, 'loaded'))
  await mkdir(join(folder, 'slow'))
  await writeFile(join(folder, 'slow', 'index.mjs'), slow(join(folder, 'loaded')))
  const functions = ['echo', 'fails', 'hangs', 'exits', 'nothing', 'alone'].map((name) => ({
    name,
    arn: arn(name),
    codeFolder: folder,
    handler: `index.${name}`,
    environment: { OWN: name },
    timeoutSeconds: name === 'hangs' ? 1 : 30,
    memoryMb: 128,
  }))
  const slowOne = {
    ...functions[0]!,
    name: 'slow',
    arn: arn('slow'),
    codeFolder: join(folder, 'slow'),
    handler: 'index.handler',
  }
  runtime = await createRuntime({
    functions: [...functions, slowOne],
    compiledFolder: join(folder, 'compiled'),
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

  it('that was prepared is called in the thread that has it loaded; one that works already is left alone', async () => {
    const loads = async () => (await readdir(join(folder, 'loaded'))).length
    runtime.prepare([arn('slow'), arn('echo'), arn('other')])
    await until(async () => (await loads()) === 1)
    expect(await runtime.invoke(arn('slow'), {})).toBe(true)
    runtime.prepare([arn('slow')])
    expect(await runtime.invoke(arn('slow'), {})).toBe(true)
    expect(await loads()).toBe(1)
  })

  it('that does not exist says so', async () => {
    await expect(runtime.invoke(arn('other'), {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

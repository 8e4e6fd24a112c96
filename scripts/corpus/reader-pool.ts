import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Reading, ReaderName, ReadRequest } from './readings.ts'

const SECONDS = 20
/** Heap of the process: ours has to do with what a function of 512 MB leaves; the oracle may take what it needs. */
const HEAP_MEGABYTES: Readonly<Record<ReaderName, number>> = { ours: 400, oracle: 6000 }
/** A process whose peak is above this is replaced, so that the next peak is that of one file. */
const PEAK_TO_REPLACE = 300

export interface Reader {
  read(request: ReadRequest): Promise<Reading>
  close(): void
}

/** A reader in a process of its own, which is ended after 20 seconds with one file, and replaced when it died. */
export function startReader(name: ReaderName): Reader {
  let child: ChildProcess | undefined
  const stop = (): void => {
    child?.removeAllListeners()
    child?.on('error', () => undefined)
    child?.kill('SIGKILL')
    child = undefined
  }
  return {
    async read(request) {
      // One that died after its last answer takes no more requests.
      if (child?.connected === false) stop()
      child ??= startProcess(name)
      const reading = await answerOf(child, request)
      if (reading.kind === 'failed' || (reading.kind === 'read' && reading.megabytes > PEAK_TO_REPLACE)) stop()
      return reading
    },
    close: stop,
  }
}

function startProcess(name: ReaderName): ChildProcess {
  return fork(join(import.meta.dirname, 'reader-process.ts'), [name], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES[name]}`, '--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

function answerOf(child: ChildProcess, request: ReadRequest): Promise<Reading> {
  return new Promise((resolve) => {
    const settle = (reading: Reading): void => {
      clearTimeout(timer)
      child.removeAllListeners()
      child.stderr?.removeAllListeners('data')
      resolve(reading)
    }
    const fail = (message: string): void => settle({ kind: 'failed', message })
    const timer = setTimeout(() => fail(`takes more than ${SECONDS} s`), SECONDS * 1000)
    let lastWords = ''
    child.stderr?.on('data', (words: Buffer) => (lastWords = (lastWords + words.toString()).slice(-2000)))
    child.on('message', (reading: Reading) => settle(reading))
    child.on('close', (code, signal) => fail(`process ended (${signal ?? code}) ${lastWords}`.trimEnd()))
    child.send(request, (error) => error && fail(error.message))
  })
}

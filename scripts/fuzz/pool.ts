import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Verdict } from './worker.ts'

/** A process that answers neither in this time (ms) nor at all is ended. Everything else may be busy as well. */
const PATIENCE = 30_000
/** The processor's seconds for all readings of one input: inspection, rows, and both once more to compare. */
const MOST_SECONDS = 4
/** How much one input may add to the peak of a process. */
const MOST_MEGABYTES = 300
/** Peaks only grow: a process that has had this much, makes place for a new one. */
const WORN_OUT = 500
const HEAP = 400

export interface Finding {
  readonly number: number
  readonly text: string
}

/**
 * Gives numbers to a process until there are none, and replaces it when it dies, hangs or has grown.
 * @param next the next number; undefined ends the work
 */
export async function work(next: () => number | undefined, found: (finding: Finding) => void): Promise<void> {
  let child: ChildProcess | undefined
  let peak = 0
  for (let number = next(); number !== undefined; number = next()) {
    const fresh = child === undefined
    child ??= start()
    const outcome = await answer(child, number)
    if (typeof outcome === 'string') {
      found({ number, text: outcome })
      child = undefined
      continue
    }
    const { finding, seconds, megabytes } = outcome
    if (finding !== undefined) found({ number, text: finding })
    if (seconds > MOST_SECONDS) found({ number, text: `took ${seconds.toFixed(1)} s` })
    if (!fresh && megabytes - peak > MOST_MEGABYTES) found({ number, text: `took ${(megabytes - peak).toFixed(0)} MB` })
    peak = megabytes
    if (megabytes < WORN_OUT) continue
    child.kill()
    child = undefined
  }
  child?.kill()
}

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: [`--max-old-space-size=${HEAP}`, '--no-warnings'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** What a process says of a number, or how it ended instead. */
function answer(child: ChildProcess, number: number): Promise<Verdict | string> {
  return new Promise((resolve) => {
    let said = ''
    const listen = (piece: Buffer): void => void (said = `${said}${piece.toString()}`.slice(-4000))
    const done = (outcome: Verdict | string): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit)
      child.stderr?.off('data', listen)
      resolve(outcome)
    }
    const onMessage = (verdict: Verdict): void => done(verdict)
    const onExit = (code: number | null, signal: string | null): void =>
      done(`died (${code ?? signal ?? ''}): ${said.trim()}`)
    const timer = setTimeout(() => {
      child.off('exit', onExit)
      child.kill('SIGKILL')
      done(`gave no answer in ${PATIENCE / 1000} s`)
    }, PATIENCE)
    child.on('message', onMessage).on('exit', onExit)
    child.stderr?.on('data', listen)
    child.send(number, (error) => {
      // It died behind its last answer: what it was given then did it.
      if (error) done(`died before it was asked (${error.message}): ${said.trim()}`)
    })
  })
}

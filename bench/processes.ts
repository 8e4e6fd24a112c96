import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

/** Why a program gave no result, in a line for people. */
export class ProcessFailure extends Error {}

interface Orders<Task> {
  /** Handed to the program as one argument of JSON. */
  readonly task: Task
  /** Limit of the heap in megabytes; without one, Node's own. */
  readonly heapMb?: number | undefined
  /** After so many seconds the program is ended. */
  readonly seconds: number
}

/**
 * What a program of this benchmark was asked to do. It is only ever started by `runProgram`, which was given this task:
 * nothing is checked, because what checks would add to the memory that is measured.
 */
export function taskOf<Task>(): Task {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- see above
  return JSON.parse(process.argv[2] ?? '')
}

const LONGEST_REASON = 200

/**
 * Runs a program of this benchmark in a process of its own, with the same Node, and gives the JSON it prints.
 * @throws ProcessFailure if it fails, runs out of memory or takes too long
 */
export async function runProgram<Task>(path: string, { task, heapMb, seconds }: Orders<Task>): Promise<unknown> {
  const limits = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]
  const child = spawn(process.execPath, [...limits, '--no-warnings', path, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const [said, complained, { code, signal }] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code === 0) return JSON.parse(said)
  throw new ProcessFailure(reasonOf(complained, code, signal, seconds))
}

function reasonOf(complained: string, code: number | null, signal: NodeJS.Signals | null, seconds: number): string {
  if (/heap out of memory|heap limit/i.test(complained)) return 'out of memory'
  if (signal === 'SIGKILL') return `ended after ${seconds} s, or by the system for want of memory`
  const line = complained.split('\n').find((one) => /error/i.test(one)) ?? complained.trim().split('\n').at(-1) ?? ''
  return `exit ${code ?? signal}: ${line.trim().slice(0, LONGEST_REASON)}`
}

const KILOBYTE = 1024

/**
 * The most memory this process has had, in megabytes of 1,048,576 bytes, code and Node itself included. Linux counts
 * what a parent had before it started this program into `maxRSS`, so that its own count is preferred.
 */
export async function peakRssMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const highWater = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (highWater === undefined ? process.resourceUsage().maxRSS : Number(highWater)) / KILOBYTE
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface ProductOptions {
  /** The data folder. */
  readonly data: string
  /** 0 takes a free one. @default 0 */
  readonly port?: number
  /** Everything the product writes on its terminal goes here. */
  readonly terminal: string
  /** One company with one administrator instead of the demo company. @default true */
  readonly empty?: boolean
  /** What is started. @default `local/start.ts` */
  readonly program?: string
}

/** The product as `npm start` runs it, in a process of its own. */
export interface Product {
  readonly url: string
  /** The most memory it had so far, in MB; undefined where the system does not tell. */
  readonly peakMemory: () => Promise<number | undefined>
  /** The processor time it took so far, in seconds, all its threads together; undefined where the system does not tell. */
  readonly cpuSeconds: () => Promise<number | undefined>
  readonly stop: () => Promise<void>
  /** Ends it as a power failure does. */
  readonly kill: () => Promise<void>
}

const START = join(import.meta.dirname, '../start.ts')

/**
 * Starts the product and waits until it serves. It ends with this process.
 * @throws Error with what it said if it ends before it serves
 */
export async function startProduct({
  data,
  port = 0,
  terminal,
  empty = true,
  program = START,
}: ProductOptions): Promise<Product> {
  const args = [program, '--port', String(port), '--data', data, ...(empty ? ['--empty'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)
  const exited = once(child, 'exit').then(() => process.removeListener('exit', end))
  const log = createWriteStream(terminal, { flags: 'a' })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const url = await Promise.race([readyUrl(child.stdout), exited.then(() => undefined)])
  if (url === undefined) throw new Error(`The product ended before it served:\n${await readFile(terminal, 'utf8')}`)
  const endWith = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await exited
    log.end()
  }
  return {
    url,
    peakMemory: () => peakMemory(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid),
    stop: () => endWith('SIGTERM'),
    kill: () => endWith('SIGKILL'),
  }
}

function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    // Goes on reading for ever: a closed reader would hold up the terminal's text, and with it the product.
    createInterface({ input: output }).on('line', (line) => {
      const url = /^ready (\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
}

async function peakMemory(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024)
}

/** Linux counts processor time in hundredths of a second, whatever its own clock does (`USER_HZ`). */
const TICKS = 100

async function cpuSeconds(pid: number | undefined): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in parentheses may hold anything; behind it the state is field 3, user time 14 and system time 15.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) / TICKS
}

import { performance } from 'node:perf_hooks'
import { inputOf } from './input.ts'
import { judge } from './judge.ts'
import { seeds } from './seeds.ts'

/** What a worker says of an input: `finding` if something is wrong with the answer. */
export interface Verdict {
  readonly number: number
  readonly finding?: string
  /** Of the processor, for all readings of this input together. */
  readonly seconds: number
  /** Of the whole process, at its peak until now. */
  readonly megabytes: number
}

const files = seeds()

process.on('message', (number: number) => {
  void verdict(number).then((said) => process.send?.(said))
})

async function verdict(number: number): Promise<Verdict> {
  const input = inputOf(number, files)
  const before = process.cpuUsage()
  const started = performance.now()
  const finding = await judge(input).catch((error: unknown) => `threw ${stackOf(error)}`)
  const { user, system } = process.cpuUsage(before)
  // Work in the background counts against the wall, where the processor was free.
  const seconds = Math.min((user + system) / 1e6, (performance.now() - started) / 1000)
  const megabytes = process.resourceUsage().maxRSS / 1024
  return { number, seconds, megabytes, ...(finding === undefined ? {} : { finding }) }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

import { peakRssMb, taskOf } from '../processes.ts'
import { READERS } from './readers/readers.ts'
import { comparing, tallying } from './tallies.ts'
import type { Measured, ReadingTask } from './tasks.ts'

/**
 * One reading in a process of its own. Prints what it took, or, asked to compare, what came out of it: comparing costs
 * time, so that it has a process to itself.
 */
async function main(): Promise<unknown> {
  const task = taskOf<ReadingTask>()
  const loaded = await READERS[task.reader]()
  const { tally, see } = tallying()
  if (task.compare && 'read' in loaded) {
    const { comparison, see: compare } = comparing(task.rows, task.columns, task.typing)
    await loaded.read(task.path, (cells) => {
      see(cells)
      compare(cells)
    })
    return { ...tally, ...comparison }
  }
  return measured(async () => {
    if ('floor' in loaded) return { bytes: await loaded.floor(task.path) }
    await loaded.read(task.path, see)
    return tally
  })
}

const MICROSECONDS = 1_000_000
const MILLISECONDS = 1000

async function measured(work: () => Promise<object>): Promise<Measured> {
  const before = { clock: performance.now(), cpu: process.cpuUsage() }
  const result = await work()
  const seconds = (performance.now() - before.clock) / MILLISECONDS
  const { user, system } = process.cpuUsage(before.cpu)
  return { ...result, seconds, cpuSeconds: (user + system) / MICROSECONDS, peakRssMb: await peakRssMb() }
}

process.stdout.write(JSON.stringify(await main()))

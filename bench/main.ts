import { parseArgs } from 'node:util'
import { UsageError, type Bench } from './frame.ts'
import { previewBench } from './preview/bench.ts'
import { readBench } from './read/bench.ts'
import { restoreBench } from './restore/bench.ts'
import { restorePointBench } from './restore-point/bench.ts'

/** Every benchmark by its name on the command line. */
const BENCHES: Readonly<Record<string, Bench>> = {
  read: readBench,
  preview: previewBench,
  'restore-point': restorePointBench,
  restore: restoreBench,
}

function usage(): string {
  const lines = Object.entries(BENCHES).flatMap(([name, { summary, usage }]) => [`  ${name}  ${summary}`, usage])
  return ['Usage: npm run bench -- NAME [--json] [options]', '', 'Benchmarks:', ...lines].join('\n')
}

interface Invocation {
  readonly bench: Bench
  readonly json: boolean
  readonly values: Parameters<Bench['run']>[0]
}

/** @throws UsageError for names and options that are not there */
function invocation([name = '', ...args]: readonly string[]): Invocation {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
  if (!bench) {
    const known = Object.keys(BENCHES).join(', ')
    throw new UsageError(
      name === '' ? `Which one? There is: ${known}` : `There is no benchmark "${name}", only: ${known}`,
    )
  }
  try {
    const { values } = parseArgs({ args, options: { ...bench.options, json: { type: 'boolean', default: false } } })
    return { bench, json: values['json'] === true, values }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usage()}\n`)
    return
  }
  const { bench, json, values } = invocation(args)
  const result = await bench.run(values, (line) => process.stderr.write(`${line}\n`))
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : `${bench.table(result)}\n`)
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError
  const text = isUsage ? `${error.message}\n\n${usage()}` : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = isUsage ? 2 : 1
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FORMATS } from './demo/files.ts'
import { runDemo, type DemoOptions } from './demo/run.ts'

const USAGE = `Usage: npm run demo -- [--rows N] [--users N] [--format ${FORMATS.join('|')}] [--keep]`

/** One user is imported, one skipped, and at least one follows. */
const FEWEST_USERS = 3

/** Thrown for a command line that cannot be understood. */
class UsageError extends Error {}

function readOptions(): DemoOptions & { keep: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        rows: { type: 'string', default: '100000' },
        users: { type: 'string', default: '100' },
        format: { type: 'string', default: 'xlsx' },
        keep: { type: 'boolean', default: false },
      },
    })
    const [rows, users] = [Number(values.rows), Number(values.users)]
    const format = FORMATS.find((one) => one === values.format)
    if (format === undefined) throw new UsageError(`${values.format} is not a format`)
    if (!Number.isInteger(users) || users < FEWEST_USERS)
      throw new UsageError(`--users must be at least ${FEWEST_USERS}`)
    if (!Number.isInteger(rows) || rows < users) throw new UsageError('--rows must be at least one per user')
    return { rows, users, format, keep: values.keep }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<number> {
  const { keep, ...options } = readOptions()
  const folder = await mkdtemp(join(tmpdir(), 'muster-demo-'))
  try {
    const wrong = await runDemo(options, folder)
    for (const line of wrong) process.stdout.write(`WRONG: ${line}\n`)
    process.stdout.write(
      wrong.length === 0
        ? `All ${options.rows.toLocaleString('en')} rows are accounted for, and the restore gave back what was there before.\n`
        : `${wrong.length} things are not as they have to be.\n`,
    )
    return wrong.length === 0 ? 0 : 1
  } finally {
    if (keep) process.stdout.write(`Kept in ${folder}\n`)
    else await rm(folder, { recursive: true, force: true })
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isUsage = error instanceof UsageError
    process.stderr.write(
      isUsage ? `${error.message}\n${USAGE}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exit(isUsage ? 2 : 1)
  },
)

import { parseArgs } from 'node:util'
import { buildWeb } from '../cdk/web.ts'
import { startCloud } from './cloud.ts'
import type { CloudOptions } from './cloud.ts'
import { FolderInUseError } from './lock.ts'
import { isSystemError } from './system-error.ts'

const DEFAULT_PORT = 4600
const HIGHEST_PORT = 65_535
const USAGE = 'Usage: npm start -- [--port N] [--data DIR] [--empty]'

/** Thrown for a command line that cannot be understood. */
class UsageError extends Error {}

function readOptions(): CloudOptions {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: '.muster' },
        empty: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) throw new UsageError(`${values.port} is not a port`)
    return { port, dataDir: values.data, empty: values.empty }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  const cloud = await startCloud({ ...options, buildPages: () => buildWeb() })
  process.stdout.write(`ready ${cloud.url}\n`)
  const stopping = Promise.withResolvers<void>()
  process.once('SIGINT', () => stopping.resolve())
  process.once('SIGTERM', () => stopping.resolve())
  await stopping.promise
  process.stdout.write('stopping\n')
  await cloud.stop()
}

/** What to tell of a failed start, in one or two lines where the reason is known. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n${USAGE}`
  if (error instanceof FolderInUseError) return error.message
  if (isSystemError(error, 'EADDRINUSE')) {
    return 'The port is in use by another program. Stop it, or give another port with --port.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

if (import.meta.main) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${explain(error)}\n`)
      process.exit(error instanceof UsageError ? 2 : 1)
    },
  )
}

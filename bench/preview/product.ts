import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { startCloud } from '../../local/cloud.ts'

/** The product as `npm start` runs it, without the pages: to build them takes time that is no part of what is measured. */

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, empty: { type: 'boolean' } },
})
const cloud = await startCloud({
  port: Number(values.port ?? 0),
  dataDir: values.data ?? '.muster',
  empty: values.empty ?? false,
  quiet: true,
})
process.stdout.write(`ready ${cloud.url}\n`)
await once(process, 'SIGTERM')
await cloud.stop()
process.exit(0)

import { taskOf } from '../processes.ts'
import { KINDS } from './files/kinds.ts'
import type { MakerTask } from './tasks.ts'

/** Makes one file in a process of its own, so that its memory is nobody else's. */
const { kind, path, rows, columns } = taskOf<MakerTask>()
await KINDS[kind](path, rows, columns)
process.stdout.write('{}')

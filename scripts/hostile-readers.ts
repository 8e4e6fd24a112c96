import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { text as textOf } from 'node:stream/consumers'
import type { HostileCase } from '../test/readers/hostile/case.ts'
import { BINARY_CASES } from '../test/readers/hostile/binary-cases.ts'
import { STRANGER_CASES } from '../test/readers/hostile/stranger-cases.ts'
import { TEXT_CASES } from '../test/readers/hostile/text-cases.ts'
import { XLSX_CASES } from '../test/readers/hostile/xlsx-cases.ts'
import { XLSX_SIZE_CASES } from '../test/readers/hostile/xlsx-size-cases.ts'
import { ZIP_CASES } from '../test/readers/hostile/zip-cases.ts'

// Runs `muster inspect` on every hostile file, each in a process of its own and under the name of a workbook, and says
// how long it took and how much memory it had. Fails if one takes too much of either, or does not answer as it should.
// `node scripts/hostile-readers.ts [PART OF A NAME]`; MUSTER names another build of the command line.

const MOST_SECONDS = 2
const MOST_MEGABYTES = 400
/** After this, a process is ended: it will not answer. */
const PATIENCE = 30_000
const COMMAND = process.env['MUSTER'] ?? join(import.meta.dirname, '../cli/main.ts')

/**
 * Writes peak memory (KB), processor time (µs) and, where the system tells it, how long the process stood in line for a
 * processor (ns) to the third channel when the process ends.
 */
const AT_EXIT = `import { existsSync, readFileSync, writeSync } from 'node:fs'
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const schedule = '/proc/self/schedstat'
  const waited = existsSync(schedule) ? readFileSync(schedule, 'utf8').split(' ')[1] : 0
  writeSync(3, [maxRSS, userCPUTime + systemCPUTime, waited].join(' '))
})`

interface Run {
  /** From start to end, without the time in which other processes had the processor. */
  readonly seconds: number
  readonly cpu: number
  readonly megabytes: number
  readonly stdout: string
  readonly stderr: string
}

async function inspected(file: string): Promise<Run> {
  const started = performance.now()
  const preload = `data:text/javascript,${encodeURIComponent(AT_EXIT)}`
  const child = spawn(process.execPath, ['--import', preload, COMMAND, 'inspect', file, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  })
  const [, stdout, stderr, usage] = child.stdio
  const [out, err, used] = await Promise.all([stdout, stderr, usage].map(async (stream) => readAll(stream)))
  const [kilobytes = NaN, microseconds = NaN, waited = 0] = (used ?? '').split(' ').map(Number)
  return {
    seconds: (performance.now() - started) / 1000 - waited / 1e9,
    cpu: microseconds / 1e6,
    megabytes: kilobytes / 1024,
    stdout: out ?? '',
    stderr: err ?? '',
  }
}

async function readAll(stream: unknown): Promise<string> {
  return stream !== null && typeof stream === 'object' && Symbol.asyncIterator in stream
    ? textOf(stream as AsyncIterable<Uint8Array>)
    : ''
}

/** What is wrong with an answer, in words; nothing if it is right. */
function wrongs({ answer }: HostileCase, run: Run): string[] {
  const found: string[] = []
  if (!(run.seconds <= MOST_SECONDS)) found.push(`over ${MOST_SECONDS} s`)
  if (!(run.megabytes <= MOST_MEGABYTES)) found.push(`over ${MOST_MEGABYTES} MB`)
  const given = answered(run)
  if (given === undefined) return [...found, `no answer: ${run.stderr.trim().split('\n').at(-1) ?? ''}`]
  const expected = 'code' in answer ? answer.code : 'read'
  if (given.code !== expected) return [...found, `"${given.code}" (${given.message}) instead of "${expected}"`]
  if ('code' in answer && answer.reason !== undefined && given.reason !== answer.reason) {
    found.push(`reason "${given.reason ?? ''}" (${given.message}) instead of "${answer.reason}"`)
  }
  return found
}

interface Answer {
  readonly code: string
  readonly reason?: string | undefined
  readonly message: string
}

function answered({ stdout, stderr }: Run): Answer | undefined {
  const json = parsed(stdout) ?? parsed(stderr)
  if (json === undefined) return undefined
  const problem = 'problem' in json && isRecord(json['problem']) ? json['problem'] : json
  if (!('code' in problem)) return 'sheets' in json ? { code: 'read', message: '' } : undefined
  const details = isRecord(problem['details']) ? problem['details'] : {}
  const reason = typeof details['reason'] === 'string' ? details['reason'] : undefined
  return { code: String(problem['code']), reason, message: String(problem['message']) }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const part = process.argv[2] ?? ''
const chosen = [
  ...ZIP_CASES,
  ...STRANGER_CASES,
  ...BINARY_CASES,
  ...XLSX_CASES,
  ...XLSX_SIZE_CASES,
  ...TEXT_CASES,
].filter(({ name }) => name.includes(part))
const folder = await mkdtemp(join(tmpdir(), 'hostile-'))
let failed = 0
try {
  console.log('wall s   CPU s  peak MB  file')
  for (const hostile of chosen) {
    const file = join(folder, 'file.xlsx')
    await writeFile(file, hostile.bytes())
    let run = await inspected(file)
    // Something else may have had the processor; what is slow, is slow again.
    if (run.seconds > MOST_SECONDS) run = await inspected(file)
    const wrong = wrongs(hostile, run)
    if (wrong.length > 0) failed++
    const numbers = [run.seconds.toFixed(2), run.cpu.toFixed(2), run.megabytes.toFixed(0)]
    console.log(`${numbers.map((number) => number.padStart(6)).join('  ')}   ${hostile.name}`)
    for (const what of wrong) console.log(`${' '.repeat(25)}FAILED: ${what}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(`${chosen.length} files, ${failed} of them failed`)
process.exitCode = failed === 0 ? 0 : 1

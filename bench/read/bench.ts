import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from '../frame.ts'
import { ProcessFailure } from '../processes.ts'
import { versions } from '../versions.ts'
import { makeFile, type Case, type MadeFile } from './cases.ts'
import { libreOfficeVersion } from './files/libreoffice.ts'
import { measureCase, measureOnce, type MeasuredCase } from './measuring.ts'
import { OPTIONS, readOptions, USAGE, type ReadOptions } from './options.ts'
import { largestUpTo, memoryGrowth, readingOf, rounded, worstRatio } from './ratios.ts'
import { USERS } from './records.ts'
import type { ReadResult, SmallHeap } from './result.ts'
import { readTable } from './table.ts'
import type { ReadingTask } from './tasks.ts'

export const readBench: Bench<ReadResult> = {
  summary: 'reads files of every format, beside other readers and the least it can take',
  usage: USAGE,
  options: OPTIONS,
  table: readTable,
  async run(values, say) {
    const options = readOptions(values)
    if (options.keep !== undefined) await mkdir(options.keep, { recursive: true })
    const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'muster-bench-')))
    try {
      return await runRead(options, folder, say)
    } finally {
      if (options.keep === undefined) await rm(folder, { recursive: true, force: true })
    }
  },
}

const SMALL_HEAP_MB = 192
/** Formats that are streamed: only they can be read in a heap smaller than the sheet. */
const STREAMED = /^(xlsx|csv)/

async function runRead(options: ReadOptions, folder: string, say: (line: string) => void): Promise<ReadResult> {
  const office = await libreOfficeVersion()
  const work = workOf(options)
  const began = performance.now()
  const cases: MeasuredCase[] = []
  const smallHeap: SmallHeap[] = []
  const leftOut: ReadResult['leftOut'][number][] = []
  for (const [index, { kind, rows }] of work.entries()) {
    say(`${kind.name}, ${rows.toLocaleString('en')} rows`)
    const { columns, timeout } = options
    const making = { folder, rows, columns, libreOffice: office !== undefined, seconds: timeout * 2 }
    const file = await makeFile(kind, making)
    if (!file) {
      say('  left out: LibreOffice is not installed')
      leftOut.push({ case: kind.name, reason: 'LibreOffice is not installed' })
      continue
    }
    const left = options.budget - (performance.now() - began) / 1000
    const plan = { ...options, rows, budget: left / (work.length - index) }
    cases.push(await measureCase(kind, file, plan, say))
    if (STREAMED.test(kind.name)) smallHeap.push(await inSmallHeap(kind, file, rows, options))
    if (options.keep === undefined) await rm(file.path)
  }
  return resultOf({ options, cases, smallHeap, leftOut, office, bareNodeRssMb: await bareNode(options) })
}

/** Every case in every size it can have, each once. */
function workOf({ cases, rows }: ReadOptions): { readonly kind: Case; readonly rows: number }[] {
  return cases.flatMap((kind) => {
    const sizes = new Set(rows.map((size) => Math.min(size, kind.maxRows)))
    return Array.from(sizes, (size) => ({ kind, rows: size }))
  })
}

async function inSmallHeap(
  kind: Case,
  { path }: MadeFile,
  rows: number,
  { columns, timeout }: ReadOptions,
): Promise<SmallHeap> {
  const about = { case: kind.name, rows, heapMb: SMALL_HEAP_MB }
  const task: ReadingTask = { reader: 'muster', path, compare: false, rows, columns, typing: kind.typing }
  try {
    const { seconds, cpuSeconds, peakRssMb } = await measureOnce(task, { heapMb: SMALL_HEAP_MB, timeout })
    return { ...about, finished: true, seconds, cpuSeconds, peakRssMb }
  } catch (error) {
    if (error instanceof ProcessFailure) return { ...about, finished: false, failure: error.message }
    throw error
  }
}

async function bareNode(options: ReadOptions): Promise<number> {
  const task: ReadingTask = { reader: 'nothing', path: '', compare: false, rows: 0, columns: 0, typing: 'text' }
  return (await measureOnce(task, options)).peakRssMb
}

interface Measurements extends Pick<ReadResult, 'cases' | 'smallHeap' | 'leftOut' | 'bareNodeRssMb'> {
  readonly options: ReadOptions
  readonly office: string | undefined
}

function resultOf({ options, office, cases, smallHeap, leftOut, bareNodeRssMb }: Measurements): ReadResult {
  const primary = primaryOf(cases)
  const ours = primary && readingOf(primary.readings, 'muster')
  if (!primary || !ours) {
    const failures = cases.map((one) => `${one.case}: ${failureOf(one)}`)
    throw new Error(`Muster itself read no file. ${failures.join('; ')}`)
  }
  const speaking = largestUpTo(primary.rows, cases)
  const floor = (name: 'inflate' | 'read' | 'decode') => {
    const all = [primary, ...speaking].flatMap(({ readings }) => readingOf(readings, name) ?? [])
    return all[0] ? rounded(all[0].cpuSeconds) : null
  }
  return {
    name: 'read',
    rows: primary.rows,
    users: Math.min(USERS, primary.rows),
    columns: options.columns,
    primary: { case: primary.case, rows: primary.rows },
    seconds: rounded(ours.seconds),
    cpuSeconds: rounded(ours.cpuSeconds),
    peakRssMb: rounded(ours.peakRssMb),
    floors: {
      inflateCpuSeconds: floor('inflate'),
      decodeCpuSeconds: floor('decode'),
      readCpuSeconds: floor('read'),
    },
    ratios: {
      xlsxCpuToInflate: worstRatio(speaking, 'xlsx', 'inflate'),
      xlsxCpuToSheetJs: worstRatio(speaking, 'xlsx', 'sheetjs'),
      csvCpuToPapaparse: worstRatio(speaking, 'csv', 'papaparse'),
    },
    bareNodeRssMb: rounded(bareNodeRssMb),
    memoryGrowth: memoryGrowth(cases, 'xlsx-inline'),
    smallHeap,
    cases,
    leftOut,
    versions: versions(['xlsx', 'exceljs', 'read-excel-file', 'papaparse', 'csv-parse'], { libreOffice: office }),
  }
}

function failureOf({ failures }: MeasuredCase): string {
  return failures.find(({ reader }) => reader === 'muster')?.failure ?? 'not measured'
}

/** The first case that ours could read, in its largest size below a million rows if there is one. */
function primaryOf(cases: readonly MeasuredCase[]): MeasuredCase | undefined {
  const readable = cases.filter(({ readings }) => readingOf(readings, 'muster'))
  const first = readable[0]?.case
  const sizes = readable.filter((one) => one.case === first)
  return sizes.findLast(({ rows }) => rows <= 100_000) ?? sizes.at(0)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLUMNS, demoRows, demoUsers } from '../../local/demo/customers.ts'
import { writeDemoFile } from '../../local/demo/files.ts'
import { firstPreview, type FirstPreview } from '../../local/demo/first-preview.ts'
import { listed, UsageError, wholeNumber, type Bench, type BenchResult, type OptionValues } from '../frame.ts'
import { runProgram } from '../processes.ts'
import { rounded } from '../read/ratios.ts'
import { measured as reading, type ReadingTask } from '../read/tasks.ts'
import { median, type Taken } from '../stores/taken.ts'
import { versions } from '../versions.ts'

const PRODUCT = join(import.meta.dirname, 'product.ts')
const FORMATS = ['xlsx', 'csv'] as const
type Format = (typeof FORMATS)[number]

interface Options {
  readonly rows: number
  readonly users: number
  readonly runs: number
  readonly formats: readonly Format[]
}

/** Per format all runs: the first preview, and only reading the same file once. */
export interface PreviewResult extends BenchResult {
  readonly runs: number
  readonly measured: Readonly<Record<string, readonly FirstPreview[]>>
  readonly readings: Readonly<Record<string, readonly Taken[]>>
}

export const previewBench: Bench<PreviewResult> = {
  summary: 'from the end of an upload to the first preview, beside only reading the file once',
  usage: `    --rows N         rows of the file (100000)
    --users N        users they belong to (100)
    --format F,…     ${FORMATS.join(', ')} (all)
    --runs N         how often everything is measured, each time in a product that was just started; the median counts (3)`,
  options: {
    rows: { type: 'string', default: '100000' },
    users: { type: 'string', default: '100' },
    runs: { type: 'string', default: '3' },
    format: { type: 'string', default: FORMATS.join(',') },
  },
  table,
  run: async (values, say) => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'))
    try {
      return await measure(readOptions(values), folder, say)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function readOptions(values: OptionValues): Options {
  const formats = listed(values['format']).map((name) => {
    const format = FORMATS.find((one) => one === name)
    if (format === undefined) throw new UsageError(`There is no format "${name}" here, only: ${FORMATS.join(', ')}`)
    return format
  })
  if (formats.length === 0) throw new UsageError(`--format takes: ${FORMATS.join(', ')}`)
  return {
    rows: wholeNumber('rows', values['rows'], 1),
    users: wholeNumber('users', values['users'], 1),
    runs: wholeNumber('runs', values['runs'], 1),
    formats,
  }
}

async function measure(options: Options, folder: string, say: (line: string) => void): Promise<PreviewResult> {
  const { rows, users, runs, formats } = options
  const paths = new Map<Format, string>()
  for (const format of formats) {
    const path = join(folder, `customers.${format}`)
    await writeDemoFile(path, format, demoRows(rows, demoUsers(users)))
    paths.set(format, path)
  }
  const previews = new Map(formats.map((format): [Format, FirstPreview[]] => [format, []]))
  const readings = new Map(formats.map((format): [Format, Taken[]] => [format, []]))
  for (let run = 0; run < runs; run += 1) {
    for (const [format, path] of run % 2 === 0 ? paths : [...paths].toReversed()) {
      const read = await readOnce(path, rows)
      const place = await mkdtemp(join(folder, 'product-'))
      const preview = await firstPreview({ path, users, folder: place, program: PRODUCT })
      readings.get(format)?.push(read)
      previews.get(format)?.push(preview)
      say(`${format}: first preview ${timesOf(preview)}; reading once ${timesOf(read)}; ${stagesText(preview)}`)
    }
  }
  return resultOf(options, previews, readings)
}

const READ_WITHIN = 600

/** The least there is to do: the file is read once, with the same reader, in a process of its own, and nothing done with it. */
async function readOnce(path: string, rows: number): Promise<Taken> {
  const task: ReadingTask = { reader: 'muster', path, compare: false, rows, columns: COLUMNS.length, typing: 'typed' }
  const program = join(import.meta.dirname, '../read/child.ts')
  const { seconds, cpuSeconds } = reading.parse(await runProgram(program, { task, seconds: READ_WITHIN }))
  return { seconds, cpuSeconds }
}

function resultOf(
  { rows, users, runs, formats }: Options,
  previews: ReadonlyMap<Format, readonly FirstPreview[]>,
  readings: ReadonlyMap<Format, readonly Taken[]>,
): PreviewResult {
  const of = <Run>(all: ReadonlyMap<Format, readonly Run[]>, format: Format) => all.get(format) ?? []
  const medians = formats.map((format) => ({
    format,
    preview: median(of(previews, format)),
    read: median(of(readings, format)),
    ratio: ratioOf(of(previews, format), of(readings, format)),
  }))
  const [slowest] = medians.toSorted((a, b) => b.preview.seconds - a.preview.seconds)
  if (slowest === undefined) throw new RangeError('Nothing was measured.')
  const peaks = [...previews.values()].flat().map(({ peakRssMb }) => peakRssMb)
  return {
    name: 'preview',
    rows,
    users,
    runs,
    seconds: rounded(slowest.preview.seconds),
    cpuSeconds: rounded(slowest.preview.cpuSeconds),
    peakRssMb: Math.max(...peaks),
    floors: Object.fromEntries(medians.map(({ format, read }) => [`${format}ReadSeconds`, rounded(read.seconds)])),
    ratios: {
      toFloor: rounded(slowest.ratio),
      ...Object.fromEntries(medians.map(({ format, ratio }) => [`${format}ToFloor`, rounded(ratio)])),
    },
    measured: Object.fromEntries(previews),
    readings: Object.fromEntries(readings),
    versions: versions(['@aws-sdk/client-dynamodb', '@aws-sdk/client-s3', 'dynalite', 'aws-local-stepfunctions'], {}),
  }
}

/** The ratio of the round in the middle: what else a machine does changes from round to round more than within one. */
function ratioOf(previews: readonly Taken[], reads: readonly Taken[]): number {
  const ratios = previews.map((preview, round) => preview.seconds / (reads[round]?.seconds ?? Number.NaN))
  return median(ratios.map((ratio) => ({ seconds: ratio, cpuSeconds: ratio }))).seconds
}

const timesOf = ({ seconds, cpuSeconds }: Taken) => `${seconds.toFixed(2)} s (CPU ${cpuSeconds.toFixed(2)} s)`

function stagesText({ stages }: FirstPreview): string {
  return Object.entries(stages)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(2)}`)
    .join(', ')
}

function table({ rows, users, runs, measured, readings, ratios, peakRssMb, versions: made }: PreviewResult): string {
  return [
    `${rows.toLocaleString('en')} rows of ${users.toLocaleString('en')} users, median of ${runs}, from the end of the upload to the first preview`,
    ...Object.entries(measured).flatMap(([format, all]) => [
      `  ${format}  ${timesOf(median(all))}, reading it once ${timesOf(median(readings[format] ?? []))}, ${ratios[`${format}ToFloor`]}x`,
      ...all.map((run) => `        ${run.seconds.toFixed(2)} s: ${stagesText(run)}`),
    ]),
    `Memory of the product, database and storage included: ${peakRssMb} MB.`,
    `Node ${made['node']}, ${made['processors']}.`,
  ].join('\n')
}

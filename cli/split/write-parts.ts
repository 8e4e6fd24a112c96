import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { extname, basename, join } from 'node:path'
import type { SheetRow } from '../../lib/domain/cells.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { dataRows } from '../../lib/readers/inspect.ts'
import type { Workbook } from '../../lib/readers/workbook.ts'
import { UsageError } from '../exit-codes.ts'
import { plain } from '../output.ts'
import { openCsvPart } from './csv-part.ts'
import type { PartFile } from './part-file.ts'
import { headRows, type SplitPlan } from './plan.ts'
import { openXlsxPart } from './xlsx-part.ts'

/** Parts that are written at once; for more, the file is read again. */
const AT_ONCE = 32

export interface WriteOptions {
  /** The folder of the parts; made if it is not there. */
  readonly out: string
  /** `replace` parts of an earlier split; `continue` one, whose parts must be these; `refuse` both. */
  readonly existing: 'refuse' | 'replace' | 'continue'
  /** Called with the rows written so far. */
  readonly progress?: (rows: number) => void
}

/** The path of a part: `customers - part 1 of 3.xlsx`. A text file stays one, a workbook of any kind becomes .xlsx. */
export function partPath(out: string, file: string, part: number, parts: number, format: string): string {
  return join(out, `${stemOf(file)} - part ${part} of ${parts}.${format === 'csv' ? 'csv' : 'xlsx'}`)
}

const stemOf = (file: string): string => basename(file, extname(file))

/**
 * Writes the parts under temporary names, and gives them their own only when all are whole: whatever happens, there is
 * never a part of a part.
 * @param file the path of the file that is split, for the names of the parts
 * @returns the paths, in the order of the parts
 * @throws UsageError if parts are there already; Problem `record-changed` if those to go on with are others
 */
export async function writeParts(
  workbook: Workbook,
  file: string,
  plan: SplitPlan,
  options: WriteOptions,
): Promise<string[]> {
  const { out, existing } = options
  const paths = plan.parts.map((_, at) => partPath(out, file, at + 1, plan.parts.length, workbook.format))
  await mkdir(out, { recursive: true })
  const earlier = await partsIn(out, file)
  if (existing === 'refuse') refuseExisting(earlier, out)
  const stale = earlier.filter((path) => !paths.includes(path))
  if (existing === 'continue' && stale.length > 0) throw otherParts()
  const run = randomUUID()
  const temporary = paths.map((path) => `${path}.${run}.tmp`)
  try {
    await writeAll(workbook, plan, temporary, options)
    if (existing === 'continue') await refuseDifferent(paths, temporary)
    for (const path of stale) await rm(path)
    for (const [at, path] of paths.entries()) await rename(temporary[at] ?? path, path)
  } finally {
    await Promise.all(temporary.map((path) => rm(path, { force: true })))
  }
  return paths
}

/** The parts of an earlier split of a file of this name. */
async function partsIn(out: string, file: string): Promise<string[]> {
  const beginning = `${stemOf(file)} - part `
  const names = await readdir(out)
  return names
    .filter((name) => name.startsWith(beginning) && /^\d+ of \d+\.(xlsx|csv)$/.test(name.slice(beginning.length)))
    .map((name) => join(out, name))
}

function refuseExisting(earlier: readonly string[], out: string): void {
  const [first] = earlier
  if (first === undefined) return
  const others = earlier.length === 1 ? '' : ` and ${earlier.length - 1} more`
  throw new UsageError(
    `"${plain(out)}" holds parts already: "${plain(basename(first))}"${others}. Give another folder, or --force to replace them.`,
  )
}

async function refuseDifferent(paths: readonly string[], made: readonly string[]): Promise<void> {
  for (const [at, path] of paths.entries()) {
    if (!existsSync(path)) continue
    const [before, now] = await Promise.all([readFile(path), readFile(made[at] ?? '')])
    if (!before.equals(now)) throw otherParts(path)
  }
}

function otherParts(path?: string): Problem {
  const which = path === undefined ? 'The parts in the folder' : `"${plain(basename(path))}"`
  return new Problem(
    'record-changed',
    `${which} would be made otherwise now: the file, its column, a limit or the accounts changed.`,
    {
      advice:
        'Go on with the same file and options as before. If the file had to change, split it into another folder and import all its parts.',
    },
  )
}

async function writeAll(
  workbook: Workbook,
  plan: SplitPlan,
  paths: readonly string[],
  { progress }: WriteOptions,
): Promise<void> {
  const places = new Map(plan.parts.flatMap(({ groups }, at) => groups.map(({ owner }) => [owner, at] as const)))
  let rows = 0
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const open = new Map(
      paths
        .slice(from, from + AT_ONCE)
        .map((path, at) => [from + at, numbered(openPart(path, workbook, plan), plan, from + at)] as const),
    )
    try {
      for await (const row of headRows(workbook, plan.inspection))
        for (const part of open.values()) await part.head(row)
      const nobody = looseRows(plan)
      for await (const row of dataRows(workbook, plan.inspection.sheet, plan.inspection.headerRow)) {
        const owner = plan.ownerOf(row)
        const at = owner === undefined ? nobody() : places.get(owner)
        if (at === undefined) throw changed()
        const part = open.get(at)
        if (part) progress?.((rows += 1))
        await part?.data(row)
      }
      for (const part of open.values()) await part.finish()
    } catch (error) {
      await Promise.all([...open.values()].map((part) => part.abandon()))
      throw error
    }
  }
}

function openPart(path: string, { format, delimiter }: Workbook, { inspection }: SplitPlan): PartFile {
  return format === 'csv' ? openCsvPart(path, delimiter ?? ',') : openXlsxPart(path, inspection.sheet)
}

interface NumberedPart {
  head(row: SheetRow): Promise<void>
  data(row: SheetRow): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

/** Keeps the rows up to the header where they are, and puts the others right below. */
function numbered(part: PartFile, { inspection, parts }: SplitPlan, at: number): NumberedPart {
  let last = inspection.headerRow
  const end = last + (parts[at]?.rows ?? 0)
  return {
    head: (row) => part.add(row),
    data: ({ cells }) => part.add({ row: (last += 1), cells }),
    async finish() {
      if (last !== end) throw changed()
      await part.finish()
    },
    abandon: () => part.abandon(),
  }
}

/** Gives the next row without a user to the first part that has room for it left. */
function looseRows({ parts }: SplitPlan): () => number | undefined {
  const room = parts.map(({ loose }) => loose)
  let at = 0
  return () => {
    while (at < room.length && room[at] === 0) at++
    if (at === room.length) return undefined
    room[at] = (room[at] ?? 0) - 1
    return at
  }
}

function changed(): Problem {
  return new Problem('unreadable-file', 'The file changed while it was split.', {
    advice: 'Close it in other programs and split it again.',
  })
}

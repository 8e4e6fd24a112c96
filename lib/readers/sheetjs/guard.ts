import { CFB } from 'xlsx'
import { readArchive, readEntry } from '../archive.ts'
import { surveyBiff } from './biff.ts'
import { bundledSheets, surveyBiff12, withoutTheRest } from './biff12.ts'
import type { ByteSource } from '../bytes.ts'
import { openOle2 } from '../ole2.ts'
import { damaged, unreadable } from '../refusals.ts'
import { Package } from '../xlsx/parts.ts'

/** What is known of a worksheet before SheetJS reads it. Rows count from 1, columns from 0. */
export interface SheetSurvey {
  /** Cells with a value. */
  readonly cells: number
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[]
}

/** A workbook that was proved to be whole, in a form that SheetJS reads. */
export interface GuardedWorkbook {
  readonly bytes: Buffer
  /** What is known of the sheet of this name, the so many-th of the workbook from 0. */
  survey(name: string, index: number): SheetSurvey | undefined
}

/** Bytes of a workbook, unpacked, that SheetJS may hold. */
const LARGEST_WORKBOOK = 134_217_728
/** Cells that SheetJS may hold: 1.2 million of an XLS took 0.9 to 1.2 GB, and the functions that read files have 3 GB. */
const MOST_CELLS = 2_000_000
const BIFF_BOF = 0x09
/** Parts of an XLSB that SheetJS gets beside its workbook and worksheets; the others say nothing to it. */
const NEEDED_PARTS = /^\/?(\[content_types\]\.xml|.*\.rels|.*\/?(styles|sharedstrings)[^/]*\.bin)$/i

/**
 * Proves a workbook of Excel 2 to 2003: the container's chains are whole, and every worksheet's records go to their end.
 * @throws Problem `unreadable-file` or `encrypted-file`
 */
export async function guardXls(source: ByteSource): Promise<GuardedWorkbook> {
  if (source.size > LARGEST_WORKBOOK * 2) throw tooLarge('xls')
  const bytes = await workbookStream(source)
  if (bytes.length > LARGEST_WORKBOOK) throw tooLarge('xls')
  const sheets = surveyBiff(bytes)
  if (sheets.reduce((sum, sheet) => sum + (sheet?.cells ?? 0), 0) > MOST_CELLS) throw tooLarge('xls')
  return { bytes, survey: (_, index) => sheets[index] }
}

/** The stream of records: the whole file before Excel 5. A file for Excel 5 and 97 at once has two; the newer one is right. */
async function workbookStream(source: ByteSource): Promise<Buffer> {
  const [first] = await source.read(0, 1)
  if (first === BIFF_BOF) return Buffer.from(await source.read(0, source.size))
  const file = await openOle2(source)
  const find = (name: string) => file.streams.find((stream) => stream.name.toLowerCase() === name)
  const stream = find('workbook') ?? find('book')
  if (!stream) throw damaged('its worksheets are missing')
  if (stream.size > LARGEST_WORKBOOK) throw tooLarge('xls')
  const bytes = await file.read(stream)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Proves a workbook in a ZIP archive: every part is whole by its checksum, no two have the same name. SheetJS gets them
 * in an archive packed anew, because it trusts what local headers say and reads a damaged part as one without rows.
 * @throws Problem `unreadable-file`
 */
export async function guardPackage(source: ByteSource, format: 'xlsb' | 'xlsx'): Promise<GuardedWorkbook> {
  const entries = (await readArchive(source)).filter(({ name }) => !name.endsWith('/'))
  if (entries.reduce((sum, { size }) => sum + size, 0) > LARGEST_WORKBOOK) throw tooLarge(format)
  const { surveys, parts } = format === 'xlsb' ? await surveyXlsb(new Package(source, entries)) : NOTHING_KNOWN
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- SheetJS declares CFB as any
  const archive = CFB.utils.cfb_new()
  for (const entry of entries) {
    const content = await readEntry(source, entry)
    const reduced = format === 'xlsx' || NEEDED_PARTS.test(entry.name) ? content : emptyPart(entry.name)
    // eslint-disable-next-line @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- as above
    CFB.utils.cfb_add(archive, `/${entry.name.replaceAll('\\', '/')}`, Buffer.from(parts.get(entry.name) ?? reduced))
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- as above
  const bytes: unknown = CFB.write(archive, { fileType: 'zip', type: 'buffer', compression: false })
  if (!Buffer.isBuffer(bytes)) throw new TypeError('The workbook could not be packed anew')
  return { bytes, survey: (name) => surveys.get(name) }
}

/** The end of something for later versions (BrtFRTEnd, [MS-XLSB] 2.4.354), or an element. A part of no bytes would be none. */
function emptyPart(name: string): Buffer {
  return name.toLowerCase().endsWith('.bin') ? Buffer.from([0x24, 0]) : Buffer.from('<nothing/>')
}

/** By name: what is known of the sheets, and parts that are reduced to what reading them takes. */
interface Surveyed {
  readonly surveys: ReadonlyMap<string, SheetSurvey>
  readonly parts: ReadonlyMap<string, Buffer>
}

const NOTHING_KNOWN: Surveyed = { surveys: new Map(), parts: new Map() }

async function surveyXlsb(parts: Package): Promise<Surveyed> {
  const workbook =
    (await parts.relationships('')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.bin'
  const bytes = await parts.read(workbook)
  if (!bytes) throw damaged('its table of sheets is missing')
  const related = await parts.relationships(workbook)
  const surveys = new Map<string, SheetSurvey>()
  const reduced = new Map<string, Buffer>()
  const reduce = (name: string, content: Uint8Array, of: 'workbook' | 'sheet'): void => {
    reduced.set(parts.find(name)?.name ?? name, withoutTheRest(name, content, of))
  }
  reduce(workbook, bytes, 'workbook')
  let cells = 0
  for (const { name, relationship } of bundledSheets(workbook, bytes)) {
    const found = related.find(({ id }) => id === relationship)
    if (!found) throw damaged(`its worksheet "${name}" is missing`)
    if (found.type !== 'worksheet') continue
    const part = await parts.read(found.target)
    if (!part) throw damaged(`its worksheet "${name}" is missing`)
    const survey = surveyBiff12(found.target, part)
    cells += survey.cells
    if (cells > MOST_CELLS) throw tooLarge('xlsb')
    surveys.set(name, survey)
    reduce(found.target, part, 'sheet')
  }
  return { surveys, parts: reduced }
}

function tooLarge(format: string): Error {
  return unreadable(
    'too-large-for-format',
    `The workbook is too large for its format: a .${format} file may hold ${MOST_CELLS.toLocaleString('en')} cells and ${LARGEST_WORKBOOK / 1_048_576} MB.`,
    'Open it in your spreadsheet program, save it as .xlsx or .csv and upload that; these may be larger.',
  )
}

import type { SheetRow } from '../../domain/cells.ts'
import { readEntry, streamEntry, type ZipEntry } from '../archive.ts'
import { slices, type ByteSource } from '../bytes.ts'
import { damaged } from '../refusals.ts'
import type { Workbook } from '../workbook.ts'
import { workbookOf, type TellNotes } from '../worksheets.ts'
import { utf8Bytes, utf8Pieces } from '../xml/encoding.ts'
import { Package, wholeXml, type Relationship } from './parts.ts'
import { SharedStrings } from './shared-strings.ts'
import { RowsOutOfOrder, SheetScanner } from './sheet.ts'
import { readFormats, type CellFormat } from './styles.ts'
import { unescapeText } from './texts.ts'

interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
  readonly entry: ZipEntry
}

interface Contents {
  readonly source: ByteSource
  readonly formats: readonly CellFormat[]
  readonly date1904: boolean
  /** Unpacked when the first row is read, and kept. */
  readonly sharedStrings: () => Promise<SharedStrings | undefined>
  readonly otherwise: () => Promise<Workbook>
}

/**
 * Opens an Excel workbook (.xlsx, .xlsm, .xltx; ECMA-376, transitional and strict) and reads nothing but its table of contents and number
 * formats. Rows stream with bounded memory, whatever the size of a sheet; shared texts stay in their bytes.
 * @param otherwise opens the workbook as a whole, for sheets whose rows are not in order
 * @throws Problem `unreadable-file`
 */
export async function openXlsx(
  source: ByteSource,
  entries: readonly ZipEntry[],
  otherwise: () => Promise<Workbook> | Workbook,
): Promise<Workbook> {
  const parts = new Package(source, entries)
  const workbookPart =
    (await parts.relationships('')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const bytes = await parts.read(workbookPart)
  if (bytes === undefined) throw damaged('its table of sheets is missing')
  const related = await parts.relationships(workbookPart)
  const { listed, date1904 } = readWorkbookPart(workbookPart, bytes)
  const stylesPart = partOf(related, 'styles')
  const styles = stylesPart === undefined ? undefined : await parts.read(stylesPart)
  // Without them, dates would be read as numbers.
  if (stylesPart !== undefined && styles === undefined) throw damaged(`its part "${stylesPart}" is missing`)
  const contents: Contents = {
    source,
    date1904,
    formats: styles === undefined || stylesPart === undefined ? [] : readFormats(stylesPart, styles),
    otherwise: once(async () => otherwise()),
    sharedStrings: once(() => readSharedStrings(source, parts, partOf(related, 'sharedStrings'))),
  }
  return workbookOf({
    format: 'xlsx',
    sheets: worksheets(parts, listed, related),
    rows: (sheet, tell) => rowsOf(contents, sheet, tell),
  })
}

/** Bytes scanned at once. */
const SLICE = 16_384

async function* rowsOf(
  { source, formats, date1904, sharedStrings, otherwise }: Contents,
  { name, part, entry }: Sheet,
  tell: TellNotes,
): AsyncGenerator<SheetRow, void, undefined> {
  const scanner = new SheetScanner({ part, sheet: name, formats, date1904, sharedStrings: await sharedStrings() })
  tell(() => scanner.notes())
  let given = 0
  try {
    for await (const piece of utf8Pieces(streamEntry(source, entry))) {
      for (const slice of slices(piece, SLICE)) {
        const rows = scanner.feed(slice)
        given += rows.length
        yield* rows
      }
    }
    scanner.end()
  } catch (error) {
    // Rows that were given already cannot be put in order any more.
    if (!(error instanceof RowsOutOfOrder) || given > 0) throw error
    const workbook = await otherwise()
    yield* workbook.rows(name)
    tell(() => workbook.notes(name))
  }
}

interface Listed {
  readonly name: string
  readonly relationship: string
  readonly hidden: boolean
}

/** The list of sheets in the order of their tabs, and the date system (ECMA-376 part 1, 18.2.19 and 18.2.28). */
function readWorkbookPart(part: string, bytes: Buffer): { listed: Listed[]; date1904: boolean } {
  const listed: Listed[] = []
  let date1904 = false
  wholeXml(part, bytes, (name, attribute) => {
    // Excel writes a second element of this name, in a namespace of its own and without the date system, behind the sheets.
    if (name === 'workbookPr') date1904 ||= /^(1|true|on)$/.test(attribute('date1904') ?? '')
    if (name !== 'sheet') return
    const state = attribute('state')
    listed.push({
      name: unescapeText(attribute('name') ?? ''),
      relationship: attribute('id') ?? '',
      hidden: state === 'hidden' || state === 'veryHidden',
    })
  })
  return { listed, date1904 }
}

/** Worksheets only: charts and macros have sheets as well, but no cells. */
function worksheets(parts: Package, listed: readonly Listed[], related: readonly Relationship[]): Sheet[] {
  return listed.flatMap(({ name, hidden, relationship }) => {
    // Excel lists modules of Visual Basic and Excel 4 as sheets that have no part.
    if (relationship === '') return []
    const found = related.find(({ id }) => id === relationship)
    if (found !== undefined && found.type !== 'worksheet') return []
    const entry = found && parts.find(found.target)
    if (!found || !entry) throw damaged(`its worksheet "${name}" is missing`)
    return [{ name, hidden, part: entry.name, entry }]
  })
}

function partOf(related: readonly Relationship[], type: string): string | undefined {
  return related.find((one) => one.type === type)?.target
}

async function readSharedStrings(
  source: ByteSource,
  parts: Package,
  part: string | undefined,
): Promise<SharedStrings | undefined> {
  const entry = part === undefined ? undefined : parts.find(part)
  if (!entry) return undefined
  return new SharedStrings(utf8Bytes(await readEntry(source, entry)), entry.name)
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

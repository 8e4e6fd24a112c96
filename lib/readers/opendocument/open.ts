import type { SheetRow } from '../../domain/cells.ts'
import { readArchive, streamEntry, type ZipEntry } from '../archive.ts'
import { pieces, type ByteSource } from '../bytes.ts'
import { damaged } from '../refusals.ts'
import type { Workbook } from '../workbook.ts'
import { workbookOf, type TellNotes } from '../worksheets.ts'
import { utf8Pieces } from '../xml/encoding.ts'
import { ContentScanner } from './content.ts'
import { Styles } from './styles.ts'

interface Contents {
  readonly part: string
  readonly styles: Styles
  /** The bytes of the part that holds the sheets, from its start. */
  readonly stream: () => AsyncIterable<Uint8Array>
}

/**
 * Opens an OpenDocument spreadsheet, packed (.ods) or as one XML document (.fods). Its content is read once as a whole:
 * the sheets' names stand beside their rows, and a document that breaks off is known before its first row. Rows then
 * stream with bounded memory.
 * @throws Problem `unreadable-file`
 */
export async function openOpenDocument(source: ByteSource, format: 'ods' | 'fods'): Promise<Workbook> {
  const contents = format === 'ods' ? await packed(source) : flat(source)
  const survey = await scanAll(contents, false)
  if (!survey.hasBody) throw damaged('its worksheets are missing')
  const { tables } = survey
  return workbookOf({
    format,
    sheets: tables.map(({ name, style }, table) => ({ name, table, hidden: contents.styles.isHiddenTable(style) })),
    rows: ({ table }, tell) => rowsOf(contents, table, tell),
  })
}

function flat(source: ByteSource): Contents {
  return { part: 'the document', styles: new Styles(), stream: () => utf8Pieces(pieces(source)) }
}

async function packed(source: ByteSource): Promise<Contents> {
  const entries = new Map((await readArchive(source)).map((entry) => [entry.name.replaceAll('\\', '/'), entry]))
  const content = entries.get('content.xml')
  if (!content) throw damaged('its worksheets are missing')
  const stream = (entry: ZipEntry): AsyncIterable<Uint8Array> => utf8Pieces(streamEntry(source, entry))
  const styles = new Styles()
  const common = entries.get('styles.xml')
  // Without them, dates and zeros before a number would be lost, without a word.
  if (!common && (await listsStyles(entries.get('META-INF/manifest.xml'), stream))) {
    throw damaged('its part "styles.xml" is missing')
  }
  if (common) await scanAll({ part: common.name, styles, stream: () => stream(common) }, false)
  return { part: content.name, styles, stream: () => stream(content) }
}

async function listsStyles(
  manifest: ZipEntry | undefined,
  stream: (entry: ZipEntry) => AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const pieces = manifest ? await Array.fromAsync(stream(manifest)) : []
  return /full-path=["']styles\.xml["']/.test(Buffer.concat(pieces).toString('utf8'))
}

async function scanAll({ part, styles, stream }: Contents, stylesAreKnown: boolean): Promise<ContentScanner> {
  const scanner = new ContentScanner(part, { styles, stylesAreKnown })
  for await (const piece of stream()) scanner.feed(piece)
  scanner.end()
  return scanner
}

async function* rowsOf(
  { part, styles, stream }: Contents,
  table: number,
  tell: TellNotes,
): AsyncGenerator<SheetRow, void, undefined> {
  const scanner = new ContentScanner(part, { styles, stylesAreKnown: true, table })
  tell(() => scanner.notes())
  for await (const piece of stream()) {
    for (const { row, times } of scanner.feed(piece)) {
      for (let each = 0; each < times; each++) yield { row: row.row + each, cells: row.cells }
    }
    // The rest was read, and proved by its checksum, when the file was opened.
    if (scanner.isDone) return
  }
  scanner.end()
}

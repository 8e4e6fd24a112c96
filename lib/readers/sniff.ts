import { readArchive, readEntry, type ZipEntry } from './archive.ts'
import type { ByteSource } from './bytes.ts'
import { isText } from './csv/encoding.ts'
import { openOle2 } from './ole2.ts'
import { damaged, encrypted, SAVE_AS_XLSX, unreadable } from './refusals.ts'
import type { FileFormat } from './workbook.ts'

/** Kinds of files that people upload by mistake, by their first bytes (hex). */
const STRANGERS: readonly { readonly start: string; readonly what: string }[] = [
  { start: '89504e47', what: 'a picture (PNG)' },
  { start: 'ffd8ff', what: 'a picture (JPEG)' },
  { start: '47494638', what: 'a picture (GIF)' },
  { start: '25504446', what: 'a PDF document' },
  { start: '7b5c727466', what: 'a text document (RTF)' },
  { start: '1f8b', what: 'a compressed file (gzip)' },
  { start: '377abcaf271c', what: 'a compressed archive (7z)' },
  { start: '52617221', what: 'a compressed archive (RAR)' },
]

const ZIP_STARTS = ['504b0304', '504b0506']
const OLE2_START = 'd0cf11e0a1b11ae1'
/** The first record of workbooks before Excel 5, and of those that some programs write without a container. */
const BIFF_START = /^09(00|02|04|08)(04|06|08|10)00/
const ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const HEAD = 65_536
/** Lists of parts and their types; a real one has some thousand bytes. */
const LARGEST_LIST = 16_777_216

/**
 * Tells what a file is from its bytes; names and endings are not looked at, because they lie. Reads the start of the
 * file and, of containers, the table of contents.
 * @throws Problem `unreadable-file` for everything that is no spreadsheet and no text, saying what it is and what to do;
 *   `encrypted-file` for a workbook with a password
 */
export async function sniff(source: ByteSource): Promise<FileFormat> {
  if (source.size === 0)
    throw unreadable('empty', 'The file is empty.', 'Check the file on your computer and upload it again.')
  const head = await source.read(0, Math.min(HEAD, source.size))
  const start = Buffer.from(head.subarray(0, 8)).toString('hex')
  if (source.size > 1 && source.size < 8 && [...ZIP_STARTS, OLE2_START].some((whole) => whole.startsWith(start)))
    throw damaged('it breaks off within its first bytes')
  if (ZIP_STARTS.some((zip) => start.startsWith(zip))) return sniffZip(source)
  if (start.startsWith(OLE2_START)) return sniffOle2(source)
  if (BIFF_START.test(start)) return 'xls'
  const stranger = STRANGERS.find((candidate) => start.startsWith(candidate.start))
  if (stranger)
    throw unreadable(
      'not-a-spreadsheet',
      `The file is ${stranger.what}, not a spreadsheet.`,
      'Upload the spreadsheet itself, as .xlsx, .ods, .xls or .csv.',
    )
  return sniffText(head, source.size)
}

async function sniffZip(source: ByteSource): Promise<FileFormat> {
  const entries = new Map((await readArchive(source)).map((entry) => [entry.name.replaceAll('\\', '/'), entry]))
  if (entries.has('xl/workbook.xml')) return 'xlsx'
  if (entries.has('xl/workbook.bin')) return 'xlsb'
  if (entries.has('encrypted-package')) throw encrypted()
  const mimetype = entries.get('mimetype')
  if (mimetype && (await textOf(source, mimetype)).startsWith(ODS_TYPE)) {
    const manifest = entries.get('META-INF/manifest.xml')
    if (manifest && (await textOf(source, manifest)).includes('encryption-data')) throw encrypted()
    return 'ods'
  }
  // Some writers name the workbook otherwise; the content types always say where it is.
  const types = entries.get('[Content_Types].xml')
  if (types) return sniffPackage(await textOf(source, types))
  throw strangeArchive(entries, mimetype !== undefined)
}

function strangeArchive(entries: ReadonlyMap<string, ZipEntry>, isOpenDocument: boolean): Error {
  if (isOpenDocument)
    return unreadable('not-a-spreadsheet', 'The file is an OpenDocument file, but not a spreadsheet.', SAVE_AS_XLSX)
  if (entries.has('Index.zip') || entries.has('Index/Document.iwa'))
    return unreadable(
      'not-a-spreadsheet',
      'The file is a document of Apple Numbers, Pages or Keynote.',
      'Open it in Numbers, choose File, Export To, Excel, and upload the exported file.',
    )
  return unreadable(
    'not-a-spreadsheet',
    'The file is a ZIP archive, not a spreadsheet.',
    'Unpack it and upload the spreadsheet that is in it.',
  )
}

function sniffPackage(contentTypes: string): FileFormat {
  if (contentTypes.includes('spreadsheetml') && contentTypes.includes('sheet.main+xml')) return 'xlsx'
  // Workbooks with macros and templates have types of their own.
  if (/ms-excel\.(sheet|template|addin)\.macroEnabled\.main\+xml|spreadsheetml\.template\.main\+xml/.test(contentTypes))
    return 'xlsx'
  if (contentTypes.includes('ms-excel.sheet.binary')) return 'xlsb'
  if (contentTypes.includes('wordprocessingml'))
    throw unreadable('not-a-spreadsheet', 'The file is a Word document, not a spreadsheet.', copyTable('Word'))
  if (contentTypes.includes('presentationml')) {
    throw unreadable(
      'not-a-spreadsheet',
      'The file is a PowerPoint presentation, not a spreadsheet.',
      copyTable('PowerPoint'),
    )
  }
  throw unreadable('not-a-spreadsheet', 'The file is an Office package, but not a spreadsheet.', SAVE_AS_XLSX)
}

function copyTable(program: string): string {
  return `Copy the table from ${program} into a new spreadsheet, save it as .xlsx and upload that.`
}

async function textOf(source: ByteSource, entry: ZipEntry): Promise<string> {
  if (entry.size > LARGEST_LIST) throw damaged(`its part "${entry.name}" is far too large`)
  return Buffer.from(await readEntry(source, entry)).toString('utf8')
}

/** An OLE2 file names its streams in its directory ([MS-CFB] 2.6.1): the names tell what it is. */
async function sniffOle2(source: ByteSource): Promise<FileFormat> {
  const names = new Set((await openOle2(source)).streams.map(({ name }) => name.toLowerCase()))
  if (names.has('encryptedpackage')) throw encrypted()
  if (names.has('workbook') || names.has('book')) return 'xls'
  if (names.has('worddocument'))
    throw unreadable('not-a-spreadsheet', 'The file is a Word document, not a spreadsheet.', copyTable('Word'))
  if (names.has('powerpoint document'))
    throw unreadable(
      'not-a-spreadsheet',
      'The file is a PowerPoint presentation, not a spreadsheet.',
      copyTable('PowerPoint'),
    )
  throw unreadable('not-a-spreadsheet', 'The file is an old Office file, but not a spreadsheet.', SAVE_AS_XLSX)
}

function sniffText(bytes: Uint8Array, size: number): FileFormat {
  if (size === 1)
    throw unreadable('empty', 'The file holds a single byte.', 'Check the file on your computer and upload it again.')
  if (isDbase(bytes)) throw otherFormat('dBase (.dbf)')
  const text = isText(bytes)
  if (text === undefined)
    throw unreadable(
      'not-a-spreadsheet',
      'The file is neither a spreadsheet nor a text.',
      'Upload the spreadsheet itself, as .xlsx, .ods, .xls or .csv.',
    )
  const head = text.trimStart()
  if (head === '' && size <= HEAD)
    throw unreadable(
      'empty',
      'The file holds nothing but white space.',
      'Check the file on your computer and upload it again.',
    )
  if (head.startsWith('<')) return sniffMarkup(head)
  const stranger = strangeText(head)
  if (stranger) throw stranger
  return 'csv'
}

function sniffMarkup(head: string): FileFormat {
  if (/^<!doctype\s+html/i.test(head)) throw webPage()
  const { root, attributes } = rootElement(head)
  if (root === 'Workbook' && attributes.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'spreadsheetml'
  if (root === 'document' && attributes.includes(ODS_TYPE)) return 'fods'
  if (/^(html|head|body|table|meta|style|script|div)$/i.test(root)) throw webPage()
  if (/^<(\?xml|!|[a-z][\w:.-]*[\s>/])/i.test(head))
    throw unreadable('not-a-spreadsheet', 'The file is XML, not a spreadsheet.', SAVE_AS_XLSX)
  return 'csv'
}

/** What may stand before the root element, by how it starts and ends. */
const BEFORE_ROOT: readonly (readonly [RegExp, string])[] = [
  [/<\?/y, '?>'],
  [/<!--/y, '-->'],
  [/<!doctype[^>[]{0,1000}\[/iy, ']>'],
  [/<!/y, '>'],
]

/** The local name and the attributes of a document's first element. */
function rootElement(head: string): { root: string; attributes: string } {
  let at = 0
  for (;;) {
    while (/\s/.test(head.charAt(at))) at++
    const [, ending] = BEFORE_ROOT.find(([start]) => startsAt(head, at, start)) ?? []
    if (ending === undefined) break
    const end = head.indexOf(ending, at)
    if (end < 0) break
    at = end + ending.length
  }
  const [, root = '', attributes = ''] = /^<(?:[\w.-]{1,100}:)?([\w.-]{1,100})([^>]*)/.exec(head.slice(at)) ?? []
  return { root, attributes }
}

function startsAt(text: string, at: number, sticky: RegExp): boolean {
  sticky.lastIndex = at
  return sticky.test(text)
}

function webPage(): Error {
  return unreadable(
    'web-page',
    'The file is a web page (HTML) under the name of a spreadsheet, as some systems export it.',
    SAVE_AS_XLSX,
  )
}

/** Texts that spreadsheet programs write and read, but that are no lines of values; read as CSV they would be nonsense. */
function strangeText(head: string): Error | undefined {
  if (/^MIME-Version:/i.test(head)) return webPage()
  if (/^(\[\s*)?\{\s*("|\})/.test(head))
    return unreadable(
      'not-a-spreadsheet',
      'The file is JSON, not a spreadsheet.',
      'Export the data as .xlsx or .csv and upload that.',
    )
  // A CSV may start with "ID;P" too: only SYLK goes on with lines of its own kind.
  if (/^ID;P\S*[\r\n]+(?:(?:[BFPO]|NN|NU|NE);.*[\r\n]+)*C;[XYK]/.test(head)) return otherFormat('SYLK (.slk)')
  if (/^TABLE[\r\n]+0,1[\r\n]+"/.test(head)) return otherFormat('DIF (.dif)')
  return undefined
}

function otherFormat(name: string): Error {
  return unreadable('not-a-spreadsheet', `The file is in the format ${name}, which is not read.`, SAVE_AS_XLSX)
}

const DBASE_VERSIONS = new Set([0x02, 0x03, 0x83, 0x8b, 0x8e, 0xf5])

/** A table of dBase starts with a version, the day of the last change, and a header that ends in 0x0d where it says. */
function isDbase(bytes: Uint8Array): boolean {
  const [version = 0, , month = 0, day = 0] = bytes
  const end = (bytes[8] ?? 0) + (bytes[9] ?? 0) * 256
  return DBASE_VERSIONS.has(version) && month <= 12 && day <= 31 && end % 32 === 1 && bytes[end - 1] === 0x0d
}

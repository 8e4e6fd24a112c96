import type { FileFormat } from './workbook.ts'
import { isText } from './encoding.ts'
import { encrypted, SAVE_AS_XLSX, unreadable } from './refusals.ts'
import { readZipDirectory, readZipEntry, type ZipEntry } from './zip.ts'

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

const ZIP_START = '504b0304'
const EMPTY_ZIP_START = '504b0506'
const OLE2_START = 'd0cf11e0a1b11ae1'
const ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const TEXT_HEAD = 4096

/**
 * Tells what a file is from its bytes; names and endings are not looked at, because they lie.
 * @throws Problem `unreadable-file` for everything that is no spreadsheet and no text, saying what it is and what to do;
 *   `encrypted-file` for a workbook with a password
 */
export function sniff(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0)
    throw unreadable('empty', 'The file is empty.', 'Check the file on your computer and upload it again.')
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (start.startsWith(ZIP_START) || start.startsWith(EMPTY_ZIP_START)) return sniffZip(bytes)
  if (start.startsWith(OLE2_START)) return sniffOle2(bytes)
  const stranger = STRANGERS.find((candidate) => start.startsWith(candidate.start))
  if (stranger)
    throw unreadable(
      'not-a-spreadsheet',
      `The file is ${stranger.what}, not a spreadsheet.`,
      'Upload the spreadsheet itself, as .xlsx, .ods, .xls or .csv.',
    )
  return sniffText(bytes)
}

function sniffZip(bytes: Uint8Array): FileFormat {
  const entries = new Map(readZipDirectory(bytes).map((entry) => [entry.name.replaceAll('\\', '/'), entry]))
  if (entries.has('xl/workbook.xml')) return 'xlsx'
  if (entries.has('xl/workbook.bin')) return 'xlsb'
  const mimetype = entries.get('mimetype')
  if (mimetype && textOf(bytes, mimetype).startsWith(ODS_TYPE))
    return sniffOds(bytes, entries.get('META-INF/manifest.xml'))
  // Some writers name the workbook otherwise; the content types always say where it is.
  const types = entries.get('[Content_Types].xml')
  if (types) return sniffPackage(textOf(bytes, types))
  if (mimetype)
    throw unreadable('not-a-spreadsheet', 'The file is an OpenDocument file, but not a spreadsheet.', SAVE_AS_XLSX)
  throw unreadable(
    'not-a-spreadsheet',
    'The file is a ZIP archive, not a spreadsheet.',
    'Unpack it and upload the spreadsheet that is in it.',
  )
}

function sniffPackage(contentTypes: string): FileFormat {
  if (contentTypes.includes('spreadsheetml') && contentTypes.includes('sheet.main+xml')) return 'xlsx'
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

function sniffOds(bytes: Uint8Array, manifest: ZipEntry | undefined): FileFormat {
  if (manifest && textOf(bytes, manifest).includes('encryption-data')) throw encrypted()
  return 'ods'
}

function textOf(bytes: Uint8Array, entry: ZipEntry): string {
  return Buffer.from(readZipEntry(bytes, entry)).toString('utf8')
}

/** An OLE2 file names its streams in UTF-16 in its directory ([MS-CFB] 2.6.1): the names tell what it is. */
function sniffOle2(bytes: Uint8Array): FileFormat {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const has = (stream: string): boolean => view.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (has('EncryptedPackage')) throw encrypted()
  if (has('Workbook') || has('Book')) return 'xls'
  if (has('WordDocument'))
    throw unreadable('not-a-spreadsheet', 'The file is a Word document, not a spreadsheet.', copyTable('Word'))
  throw unreadable('not-a-spreadsheet', 'The file is an old Office file, but not a spreadsheet.', SAVE_AS_XLSX)
}

function sniffText(bytes: Uint8Array): FileFormat {
  if (bytes.length === 1)
    throw unreadable('empty', 'The file holds a single byte.', 'Check the file on your computer and upload it again.')
  const text = isText(bytes)
  if (text === undefined)
    throw unreadable(
      'not-a-spreadsheet',
      'The file is neither a spreadsheet nor a text.',
      'Upload the spreadsheet itself, as .xlsx, .ods, .xls or .csv.',
    )
  const head = text.slice(0, TEXT_HEAD).trimStart()
  if (head === '' && bytes.length <= TEXT_HEAD)
    throw unreadable(
      'empty',
      'The file holds nothing but white space.',
      'Check the file on your computer and upload it again.',
    )
  if (/^<(!doctype html|html|head|body|table|meta)\b/i.test(head)) {
    throw unreadable(
      'web-page',
      'The file is a web page (HTML) under the name of a spreadsheet, as some systems export it.',
      SAVE_AS_XLSX,
    )
  }
  if (/^<(\?xml|!--|[a-z][\w:.-]*[\s>/])/i.test(head))
    throw unreadable('not-a-spreadsheet', 'The file is XML, not a spreadsheet.', SAVE_AS_XLSX)
  if (/^(\[\s*)?\{\s*("|\})/.test(head))
    throw unreadable(
      'not-a-spreadsheet',
      'The file is JSON, not a spreadsheet.',
      'Export the data as .xlsx or .csv and upload that.',
    )
  return 'csv'
}

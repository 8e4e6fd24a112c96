import { xlsxOf, xlsxParts, zipOf } from '../archives.ts'
import { packedRun, rawZip, type Content, type RawArchive, type RawEntry } from '../raw-zip.ts'
import { sample } from '../files.ts'
import { damaged, encrypted, refused, type HostileCase } from './case.ts'

const ROWS =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>' +
  '<row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c></row>'
const READ = { rows: 2, last: { row: 2, cells: ['Ada'] } }
const PARTS = xlsxParts({ sheets: { Data: ROWS } })
const SHEET = 'xl/worksheets/sheet1.xml'
const GIGABYTE = 1_073_741_824

/** The entries of a small workbook, the one of its sheet changed. */
function withSheet(change: Partial<RawEntry>, parts: Readonly<Record<string, Content>> = PARTS): RawEntry[] {
  return Object.entries(parts).map(([name, content]) => ({ name, content, ...(name === SHEET ? change : {}) }))
}

const archive = (options: RawArchive, further: readonly RawEntry[] = []): Uint8Array =>
  rawZip([...withSheet({}), ...further], options)

const bomb = refused('zip-bomb', /small, but unpacks/)

/** Two gigabytes of a piece between the start and the end of a sheet. */
function hugeSheet(head: string, piece: Content, tail: string): RawEntry['packed'] {
  const start = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${head}`
  return packedRun(start, piece, Math.ceil((2 * GIGABYTE) / piece.length), `${tail}</sheetData></worksheet>`)
}

const oneCell = (): RawEntry['packed'] =>
  hugeSheet('<row><c t="inlineStr"><is><t>', Buffer.alloc(1 << 20, 'a'), '</t></is></c></row>')
const manyRows = (): RawEntry['packed'] => hugeSheet('', '<row><c><v>1</v></c></row>'.repeat(40_000), '')

/** Text that packs to a hundredth: no checks of the ratio stop it. */
function sparseText(size: number): Uint8Array {
  const text = Buffer.alloc(size, 'a')
  for (let at = 0, state = 1; at < size; at += 200) {
    state = (state * 48_271) % 0x7fffffff
    text[at] = 97 + (state % 26)
  }
  return text
}

const bombs: HostileCase[] = [
  { name: 'a bomb in one cell', bytes: () => rawZip(withSheet({ packed: oneCell() })), answer: bomb },
  { name: 'a bomb of rows', bytes: () => rawZip(withSheet({ packed: manyRows() })), answer: bomb },
  {
    name: 'a bomb that says it has 1,000 bytes',
    bytes: () => rawZip(withSheet({ packed: manyRows(), claims: { size: 1000 } })),
    answer: damaged(/sheet1\.xml.* does not match/),
  },
  {
    name: 'a bomb whose first header says otherwise than the table of contents',
    bytes: () => rawZip(withSheet({ packed: oneCell(), local: { size: 1000 } })),
    answer: bomb,
  },
  {
    name: 'a bomb within an archive within an archive',
    bytes: () => zipOf({ 'a.zip': zipOf({ 'b.xlsx': rawZip(withSheet({ packed: manyRows() })) }) }),
    answer: refused('not-a-spreadsheet', /ZIP archive/),
  },
  {
    name: 'a bomb among the attachments of a workbook',
    bytes: () => rawZip([...withSheet({}), { name: 'xl/embeddings/a.zip', packed: manyRows() }]),
    answer: bomb,
  },
  {
    name: 'an archive in the place of the sheet',
    bytes: () => rawZip(withSheet({ content: xlsxOf({ sheets: { Data: ROWS } }) })),
    answer: damaged(/sheet1\.xml/),
  },
  {
    name: 'a cell of 300 MB that packs no better than data',
    bytes: () => {
      const packed = packedRun(
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>',
        sparseText(1 << 20),
        300,
        '</t></is></c></row></sheetData></worksheet>',
      )
      return rawZip(withSheet({ packed }))
    },
    answer: refused('value-too-long', /characters/),
  },
  {
    name: 'a hundred parts in the same place',
    bytes: () => {
      const packed = packedRun('<worksheet><sheetData>', '<row><c><v>1</v></c></row>'.repeat(400_000), 1, '')
      const overlapping = Array.from({ length: 100 }, (_, index): RawEntry => ({
        name: `xl/worksheets/sheet${index + 2}.xml`,
        packed,
        without: 'data',
        central: { offset: 0 },
      }))
      return rawZip([{ name: SHEET, packed }, ...withSheet({ without: 'data' }).slice(0, -1), ...overlapping])
    },
    answer: bomb,
  },
  {
    name: 'a table of contents with 400,000 empty parts',
    bytes: () => {
      const empty = Array.from({ length: 400_000 }, (_, index): RawEntry => ({
        name: `${index}`,
        content: '',
        claims: { method: 0 },
        without: 'data',
        central: { offset: 0 },
      }))
      return archive({ zip64: true }, empty)
    },
    answer: bomb,
  },
]

const flipped = (bytes: Uint8Array, from: number, count: number): Uint8Array =>
  bytes.map((byte, index) => (index >= from && index < from + count ? byte ^ 0xff : byte))

const broken: HostileCase[] = [
  {
    name: '200 bytes flipped in the middle',
    bytes: () => flipped(sample('customers.xlsx'), sample('customers.xlsx').length >> 1, 200),
    answer: damaged(),
  },
  {
    name: 'the second half missing',
    bytes: () => sample('customers.xlsx').subarray(0, sample('customers.xlsx').length >> 1),
    answer: damaged(/its end is missing/),
  },
  { name: 'the last byte missing', bytes: () => archive({}).subarray(0, -1), answer: damaged(/its end is missing/) },
  { name: 'four bytes of an archive', bytes: () => Buffer.from('PK\u0003\u0004'), answer: damaged() },
  { name: 'a false checksum', bytes: () => rawZip(withSheet({ claims: { crc: 1 } })), answer: damaged(/checksum/) },
  { name: 'a size too small', bytes: () => rawZip(withSheet({ claims: { size: 10 } })), answer: damaged(/sheet1/) },
  { name: 'a size too large', bytes: () => rawZip(withSheet({ claims: { size: 9999 } })), answer: damaged(/sheet1/) },
  {
    name: 'a packed size beyond the end',
    bytes: () => rawZip(withSheet({ claims: { packedSize: 0x7fffffff } })),
    answer: damaged(/sheet1\.xml.* cut off/),
  },
  { name: 'a packed size too small', bytes: () => rawZip(withSheet({ claims: { packedSize: 9 } })), answer: damaged() },
  {
    name: 'a part beyond the end',
    bytes: () => rawZip(withSheet({ central: { offset: 0x7ffffff0 } })),
    answer: damaged(/sheet1/),
  },
  { name: 'a part in the wrong place', bytes: () => rawZip(withSheet({ central: { offset: 3 } })), answer: damaged() },
  {
    name: 'a ZIP64 size beyond all numbers',
    bytes: () => {
      const extra = Buffer.alloc(28, 0xff)
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      return rawZip(withSheet({ claims: { extra, size: 0xffffffff, packedSize: 0xffffffff } }))
    },
    answer: bomb,
  },
  {
    name: 'ones in place of sizes, and no ZIP64 field',
    bytes: () => rawZip(withSheet({ central: { size: 0xffffffff } })),
    answer: damaged(/table of contents/),
  },
  {
    name: 'more parts announced than there are',
    bytes: () => archive({ count: 9 }),
    answer: damaged(/table of contents/),
  },
  { name: 'fewer parts announced than there are', bytes: () => archive({ count: 4 }), answer: damaged() },
  {
    name: 'no part announced',
    bytes: () => archive({ count: 0 }),
    answer: { code: 'unreadable-file', says: /ZIP archive|damaged/ },
  },
  {
    name: 'the table of contents beyond the end',
    bytes: () => archive({ directoryOffset: 0x7fffffff }),
    answer: damaged(/table of contents/),
  },
  { name: 'the table of contents one byte off', bytes: () => archive({ directoryOffset: 1 }), answer: damaged() },
  { name: 'an archive without its end', bytes: () => archive({ withoutEnd: true }), answer: damaged() },
  {
    name: 'a part packed with bzip2',
    bytes: () => rawZip(withSheet({ claims: { method: 12 } })),
    answer: damaged(/packed in an unknown way/),
  },
  { name: 'deflated bytes that are none', bytes: () => rawZip(withSheet({ packed: noDeflate })), answer: damaged() },
  { name: 'the sheet twice', bytes: () => archive({}, withSheet({}).slice(-1)), answer: damaged() },
  { name: 'a part with a password', bytes: () => rawZip(withSheet({ claims: { flags: 1 } })), answer: encrypted },
]

const noDeflate = { bytes: Buffer.from('ffffffff', 'hex'), size: 100, crc: 1 }

const strangeButRight: HostileCase[] = [
  { name: 'sizes behind the data', bytes: () => rawZip(withSheet({ descriptor: 'signed' })), answer: READ },
  { name: 'sizes behind the data, unsigned', bytes: () => rawZip(withSheet({ descriptor: 'unsigned' })), answer: READ },
  { name: 'ZIP64 throughout', bytes: () => rawZip(withSheet({ zip64: true }), { zip64: true }), answer: READ },
  { name: 'a part that is not packed', bytes: () => rawZip(withSheet({ claims: { method: 0 } })), answer: READ },
  { name: 'a comment', bytes: () => archive({ comment: 'made by hand' }), answer: READ },
  {
    name: 'a comment with the end of another archive',
    bytes: () =>
      archive({ comment: Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18), Buffer.from('x')]) }),
    answer: READ,
  },
  { name: 'a line break behind the end', bytes: () => archive({ suffix: '\r\n' }), answer: READ },
  {
    name: 'names that lead out of the archive',
    bytes: () =>
      archive(
        {},
        ['../../etc/passwd', '/etc/passwd', 'C:\\a.xml', '..\\..\\a', 'a\0b', '', '.', 'a'.repeat(60_000)].map(
          (name) => ({ name, content: 'root' }),
        ),
      ),
    answer: READ,
  },
]

/** Archives: bombs, damage, and what is strange and nevertheless right. */
export const ZIP_CASES: readonly HostileCase[] = [...bombs, ...broken, ...strangeButRight]

import { describe, expect, it } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { CFB, utils, type BookType } from 'xlsx'
import { bytesInMemory } from '../../lib/readers/bytes.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { sniff } from '../../lib/readers/sniff.ts'
import { allRows, problemOf, sample, text, workbookBytes } from './files.ts'

/** An OLE2 file with these streams. */
function ole2(...streams: string[]): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const stream of streams) CFB.utils.cfb_add(file, `/${stream}`, Buffer.alloc(5000, 'x'))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

const formatOf = (bytes: Uint8Array) => sniff(bytesInMemory(bytes))
const spreadsheetMl = (head = '') =>
  text(`<?xml version="1.0"?>${head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>`)

describe('telling formats by their bytes', () => {
  it.each([
    ['customers.xlsx', 'xlsx'],
    ['customers.ods', 'ods'],
    ['customers.xls', 'xls'],
    ['customers-utf8.csv', 'csv'],
    ['customers-windows-1252.csv', 'csv'],
    ['customers-utf16.txt', 'csv'],
  ])('%s is %s', async (name, format) => {
    expect(await formatOf(sample(name))).toBe(format)
  })

  it.each<[string, string]>([
    ['xlsb', 'xlsb'],
    ['xlsm', 'xlsx'],
    ['biff8', 'xls'],
    ['biff5', 'xls'],
    ['biff4', 'xls'],
    ['biff3', 'xls'],
    ['biff2', 'xls'],
    ['fods', 'fods'],
    ['xlml', 'spreadsheetml'],
  ])('a workbook of type %s is %s', async (type, format) => {
    expect(await formatOf(workbookBytes({ A: utils.aoa_to_sheet([['a'], [1]]) }, type as BookType))).toBe(format)
  })

  it('finds the root of a document behind what stands before it', async () => {
    const before = '<?mso-application progid="Excel.Sheet"?>\n<!-- a > b --><?x <html> ?>'
    expect(await formatOf(spreadsheetMl(before))).toBe('spreadsheetml')
    expect(await formatOf(Buffer.from(Buffer.from(spreadsheetMl()).toString(), 'utf16le'))).toBe('spreadsheetml')
  })

  it('takes texts for lines of values that only begin like other formats', async () => {
    expect(await formatOf(text('ID;Preis\r\nC;10\r\n'))).toBe('csv')
    expect(await formatOf(text('TABLE\r\n0,1\r\n'))).toBe('csv')
    expect(await formatOf(text('{Name};{Ort}\r\n'))).toBe('csv')
    expect(await formatOf(text('<5;>7\r\n'))).toBe('csv')
  })

  it('reads no more than it needs', async () => {
    const bytes = workbookBytes({ A: utils.aoa_to_sheet([['a'], [1]]) }, 'biff8')
    let read = 0
    const source = bytesInMemory(Buffer.concat([bytes, Buffer.alloc(4_000_000)]))
    const counted = {
      size: source.size,
      read: (from: number, to: number) => ((read += to - from), source.read(from, to)),
    }
    expect(await sniff(counted)).toBe('xls')
    expect(read).toBeLessThan(100_000)
  })

  it('is not held up by a head of nothing but comments and spaces', async () => {
    const started = performance.now()
    await problemOf(() => formatOf(text(`<?xml?>${'<!-- --> '.repeat(100_000)}`)))
    await problemOf(() => formatOf(text(`<!doctype ${'['.repeat(100_000)}`)))
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(0), /is empty/],
    ['one byte', text('a'), /single byte/],
    ['white space', text(' \r\n\t'), /white space/],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /picture \(PNG\)/],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), /picture \(JPEG\)/],
    ['a PDF', text('%PDF-1.7\n1 0 obj'), /PDF/],
    ['a page', text('\n<!DOCTYPE html><html><table><tr><td>00123</td></tr></table></html>'), /web page/],
    ['a bare table', text('<table border=1><tr><td>a</td></tr></table>'), /web page/],
    ['XML', text('<?xml version="1.0"?><Workbook/>'), /is XML/],
    ['JSON', text('[{"name": "Huber"}]'), /is JSON/],
    [
      'noise',
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)),
      /neither a spreadsheet nor a text/,
    ],
    ['a Word document', zipSync({ '[Content_Types].xml': strToU8('<Types>wordprocessingml</Types>') }), /Word/],
    ['an OpenDocument text', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }), /OpenDocument/],
    ['an archive', zipSync({ 'customers.xlsx': sample('customers.xlsx') }), /ZIP archive/],
    ['an empty archive', zipSync({}), /ZIP archive/],
    ['an old Word document', ole2('WordDocument'), /Word/],
    ['an old presentation', ole2('PowerPoint Document'), /PowerPoint/],
    ['some old Office file', ole2('Something'), /old Office file/],
    ['an OLE2 file that names a sheet in its text only', ole2('Something', 'Work'), /old Office file/],
    ['SYLK', text('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"a"\r\nE\r\n'), /SYLK/],
    ['DIF', text('TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n'), /DIF/],
    ['a web archive', text('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), /web page/],
    ['XHTML', text('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'), /web page/],
    ['a dBase table', workbookBytes({ A: utils.aoa_to_sheet([['a'], [1]]) }, 'dbf'), /neither/],
    ['a Lotus table', workbookBytes({ A: utils.aoa_to_sheet([['a'], [1]]) }, 'wk3' as BookType), /neither/],
    ['an Apple Numbers document', zipSync({ 'Index/Document.iwa': strToU8('x') }), /Numbers/],
    [
      'a flat OpenDocument text',
      text('<office:document office:mimetype="application/vnd.oasis.opendocument.text"/>'),
      /XML/,
    ],
    ['the first bytes of an archive', text('PK'), /breaks off/],
    ['half a workbook', sample('customers.xlsx').subarray(0, 9000), /damaged or incomplete/],
  ])('refuses %s, saying what it is and what to do', async (_, bytes, says) => {
    const problem = await problemOf(() => openWorkbook(bytes))
    expect(problem.code).toBe('unreadable-file')
    expect(problem.message).toMatch(says)
    expect(problem.advice).toBeTruthy()
  })

  it.each<[string, Uint8Array]>([
    ['an encrypted package', ole2('EncryptedPackage')],
    [
      'an encrypted OpenDocument spreadsheet',
      zipSync({
        mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
        'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>'),
      }),
    ],
  ])('says that %s has a password', async (_, bytes) => {
    const problem = await problemOf(() => openWorkbook(bytes))
    expect(problem.code).toBe('encrypted-file')
    expect(problem.advice).toMatch(/password/)
  })
})

describe('damaged workbooks', () => {
  it.each(['customers.xlsx', 'customers.ods'])(
    'never become workbooks without rows: any flipped byte of %s is noticed',
    async (name) => {
      const bytes = Buffer.from(sample(name))
      const start = bytes.indexOf(name.endsWith('.ods') ? 'content.xml' : 'xl/worksheets/sheet1.xml')
      for (const distance of [200, 2000, 8000]) {
        const flipped = Uint8Array.from(bytes)
        flipped[start + distance] = (flipped[start + distance] ?? 0) ^ 0xff
        const problem = await problemOf(async () => allRows(await openWorkbook(flipped)))
        expect(problem.code).toBe('unreadable-file')
        expect(problem.message).toContain('damaged')
      }
    },
  )

  it('are noticed in the old format too', async () => {
    const problem = await problemOf(() => openWorkbook(sample('customers.xls').subarray(0, 4096)))
    expect(problem).toMatchObject({ code: 'unreadable-file', details: { reason: 'damaged' } })
  })
})

import { describe, expect, it } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { utils } from 'xlsx'
import { openWorkbook } from '../../lib/readers/open.ts'
import { sniff } from '../../lib/readers/sniff.ts'
import { problemOf, sample, text, workbookBytes } from './files.ts'

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ole2With = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from(OLE2),
    Buffer.alloc(1016),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
    Buffer.alloc(512),
  ])

describe('telling formats by their bytes', () => {
  it.each([
    ['customers.xlsx', 'xlsx'],
    ['customers.ods', 'ods'],
    ['customers.xls', 'xls'],
    ['customers-utf8.csv', 'csv'],
    ['customers-windows-1252.csv', 'csv'],
    ['customers-utf16.txt', 'csv'],
  ])('%s is %s', (name, format) => {
    expect(sniff(sample(name))).toBe(format)
  })

  it('knows a binary workbook', () => {
    expect(sniff(workbookBytes({ A: utils.aoa_to_sheet([['a'], [1]]) }, 'xlsb'))).toBe('xlsb')
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
    ['an old Word document', ole2With('WordDocument'), /Word/],
    ['half a workbook', sample('customers.xlsx').subarray(0, 9000), /damaged or incomplete/],
  ])('refuses %s, saying what it is and what to do', async (_, bytes, says) => {
    const problem = await problemOf(() => openWorkbook(bytes))
    expect(problem.code).toBe('unreadable-file')
    expect(problem.message).toMatch(says)
    expect(problem.advice).toBeTruthy()
  })

  it.each<[string, Uint8Array]>([
    ['an encrypted package', ole2With('EncryptedPackage')],
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
  it('never become workbooks without rows: any flipped byte of the sheet is noticed', async () => {
    const bytes = Buffer.from(sample('customers.xlsx'))
    const name = bytes.indexOf('xl/worksheets/sheet1.xml')
    for (const distance of [200, 2000, 8000]) {
      const flipped = Uint8Array.from(bytes)
      flipped[name + distance] = (flipped[name + distance] ?? 0) ^ 0xff
      const problem = await problemOf(() => openWorkbook(flipped))
      expect(problem.code).toBe('unreadable-file')
      expect(problem.message).toContain('damaged')
    }
  })

  it('are noticed if a part was cut off before it was packed', async () => {
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row r="1">'),
    })
    expect((await problemOf(() => openWorkbook(bytes))).message).toContain('breaks off')
  })

  it('are noticed in the old format too', async () => {
    const problem = await problemOf(() => openWorkbook(sample('customers.xls').subarray(0, 4096)))
    expect(problem.code).toBe('unreadable-file')
  })
})

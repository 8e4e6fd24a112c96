import { describe, expect, it } from '@jest/globals'
import { bytesInMemory, type ByteSource } from '../../../lib/readers/bytes.ts'
import { readArchive } from '../../../lib/readers/archive.ts'
import { openXlsx } from '../../../lib/readers/xlsx/open.ts'
import { escapeXml, MAIN, xlsxOf, xlsxParts, zipOf } from '../archives.ts'
import { problemOf } from '../files.ts'
import { rawZip, type Claims, type Content } from '../raw-zip.ts'
import { readByScanner, scanned } from './reading.ts'

const ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
const PARTS = xlsxParts({ sheets: { Data: ROW }, sharedStrings: ['a'] })
const SHEET = 'xl/worksheets/sheet1.xml'
const READ = [['Data', [{ row: 1, cells: ['a'] }]]]
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const changed = (parts: Readonly<Record<string, Content | undefined>>): Uint8Array =>
  zipOf(
    Object.fromEntries(
      Object.entries({ ...PARTS, ...parts }).flatMap(([name, part]) => (part === undefined ? [] : [[name, part]])),
    ),
  )
const relations = (...list: readonly (readonly [id: string, type: string, target: string, more?: string])[]): string =>
  `<Relationships>${list.map(([id, type, target, more]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}" ${more ?? ''}/>`).join('')}</Relationships>`
const moved = (target: string, part: string): Uint8Array =>
  changed({
    [SHEET]: undefined,
    [part]: PARTS[SHEET],
    'xl/_rels/workbook.xml.rels': relations(['rId1', 'worksheet', target], ['s', 'sharedStrings', 'sharedStrings.xml']),
  })
const listing = (sheets: string): Record<string, string> => ({
  'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`,
})

describe('the sheets of a workbook', () => {
  it.each([
    ['relative', 'worksheets/a.xml', 'xl/worksheets/a.xml'],
    ['absolute', '/xl/worksheets/a.xml', 'xl/worksheets/a.xml'],
    ['above its folder', '../data/a.xml', 'data/a.xml'],
    ['with backslashes', 'worksheets\\a.xml', 'xl\\worksheets\\a.xml'],
    ['in another case', 'Worksheets/A.XML', 'XL/worksheets/a.xml'],
    ['of any name', 'x/ä漢.data', 'xl/x/ä漢.data'],
  ])('are found by targets that are %s', async (_, target, part) => {
    expect(await readByScanner(moved(target, part))).toEqual(READ)
  })

  it('are found in a workbook of any name, and in one that nothing refers to', async () => {
    const parts = { 'xl/workbook.xml': undefined, 'xl/_rels/workbook.xml.rels': undefined }
    const odd = changed({
      ...parts,
      '_rels/.rels': relations(['x', 'officeDocument', '/office/book.xml']),
      'office/book.xml': PARTS['xl/workbook.xml'],
      'office/_rels/book.xml.rels': relations(
        ['rId1', 'worksheet', '../xl/worksheets/sheet1.xml'],
        ['s', 'sharedStrings', '/xl/sharedStrings.xml'],
      ),
    })
    expect(await readByScanner(odd)).toEqual(READ)
    expect(await readByScanner(changed({ '_rels/.rels': undefined }))).toEqual(READ)
  })

  it('come in the order of their tabs, those that are hidden with a warning', async () => {
    const workbook = await scanned(
      xlsxOf({ sheets: { Z: ROW, A: '', M: '' }, sharedStrings: ['a'], hidden: { Z: 'hidden', M: 'veryHidden' } }),
    )
    expect(workbook.sheetNames).toEqual(['Z', 'A', 'M'])
    expect(workbook.hiddenSheets).toEqual(['Z', 'M'])
    expect(workbook.warnings).toEqual([
      { code: 'hidden-sheet', sheet: 'Z', message: 'The worksheet "Z" is hidden.' },
      { code: 'hidden-sheet', sheet: 'M', message: 'The worksheet "M" is hidden.' },
    ])
    expect(await Array.fromAsync(workbook.rows('Z'))).toEqual([{ row: 1, cells: ['a'] }])
  })

  it('may have any names', async () => {
    for (const name of ['Kunden & Co. <1>', '名前', '__proto__', ' a ']) {
      expect((await scanned(xlsxOf({ sheets: { [name]: '' } }))).sheetNames).toEqual([name])
    }
    const escaped = changed(listing(`<sheet name="${escapeXml('a_x0026_b_x005F_x0026_')}" r:id="rId1"/>`))
    expect((await scanned(escaped)).sheetNames).toEqual(['a&b_x0026_'])
  })

  it('that are charts have no rows and are left out', async () => {
    const bytes = changed({
      ...listing('<sheet name="Chart" r:id="c"/><sheet name="Data" r:id="rId1"/>'),
      'xl/_rels/workbook.xml.rels': relations(
        ['c', 'chartsheet', 'c.xml'],
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['s', 'sharedStrings', 'sharedStrings.xml'],
      ),
    })
    expect(await readByScanner(bytes)).toEqual(READ)
  })

  it('may be read several times, and a sheet that is not there is said to be none', async () => {
    const workbook = await scanned(changed({}))
    for (let time = 0; time < 2; time++) expect(await Array.fromAsync(workbook.rows('Data'))).toEqual(READ[0]?.[1])
    const problem = await problemOf(() => Array.fromAsync(workbook.rows('data')))
    expect([problem.code, problem.message]).toEqual([
      'not-found',
      'The file has no sheet "data". Its sheets are "Data".',
    ])
  })

  it('are not read before they are asked for', async () => {
    const bytes = rawZip(
      Object.entries(PARTS).map(([name, content]) => ({ name, content, claims: name === SHEET ? { crc: 1 } : {} })),
    )
    expect((await scanned(bytes)).sheetNames).toEqual(['Data'])
  })
})

describe('a workbook is refused', () => {
  it.each([
    ['without its table of sheets', { 'xl/workbook.xml': undefined }, /table of sheets is missing/],
    ['without a part of a sheet', { [SHEET]: undefined }, /worksheet "Data" is missing/],
    ['without relationships', { 'xl/_rels/workbook.xml.rels': undefined }, /worksheet "Data" is missing/],
    [
      'with a sheet outside of it, whatever its name',
      {
        'xl/_rels/workbook.xml.rels': relations([
          'rId1',
          'worksheet',
          'worksheets/sheet1.xml',
          'TargetMode="External"',
        ]),
      },
      /worksheet "Data" is missing/,
    ],
    [
      'with two sheets of a name',
      listing('<sheet name="A" r:id="rId1"/><sheet name="A" r:id="rId1"/>'),
      /two worksheets named "A"/,
    ],
    ['without sheets', listing(''), /no worksheet/],
    ['with two parts of a name', { 'XL/Worksheets/sheet1.xml': '' }, /two parts named/],
    [
      'whose table of sheets breaks off',
      { 'xl/workbook.xml': `<workbook ${MAIN}><sheets>` },
      /workbook\.xml" breaks off/,
    ],
    [
      'whose relationships break off',
      { 'xl/_rels/workbook.xml.rels': '<Relationships>' },
      /workbook\.xml\.rels" breaks off/,
    ],
    [
      'with a document type',
      { 'xl/workbook.xml': `<!DOCTYPE a>${String(PARTS['xl/workbook.xml']).replace(/^.*\?>/, '')}` },
      /document type/,
    ],
  ])('%s', async (_, parts, message) => {
    expect((await problemOf(() => scanned(changed(parts)))).message).toMatch(message)
  })
})

describe('a sheet that ends early is an error, never fewer rows', () => {
  const MANY = xlsxParts({
    sheets: { Data: Array.from({ length: 5000 }, (_, at) => `<row><c><v>${at}</v></c></row>`).join('') },
  })
  const whole = String(MANY[SHEET])
  const zip = (content: Content, claims: Claims = {}): Uint8Array =>
    rawZip(
      Object.entries({ ...MANY, [SHEET]: content }).map(([name, part]) => ({
        name,
        content: part,
        claims: name === SHEET ? claims : {},
      })),
    )

  it('and its rows are all there otherwise', async () => {
    expect((await readByScanner(zip(whole)))[0]?.[1]).toHaveLength(5000)
  })

  it.each<[string, Uint8Array]>([
    ['cut between two rows', zip(whole.slice(0, whole.indexOf('</row>', 60_000) + 6))],
    ['cut within a cell', zip(whole.slice(0, 60_000))],
    ['cut behind its rows', zip(whole.slice(0, -12))],
    ['with a false checksum', zip(whole, { crc: 1 })],
    ['with a size too small', zip(whole, { size: whole.length - 1 })],
    ['with a size too large', zip(whole, { size: whole.length + 1 })],
    ['with a packed size too small', zip(whole, { packedSize: 1000 })],
    ['stored, with a false checksum', zip(whole, { crc: 1, method: 0 })],
  ])('%s', async (_, bytes) => {
    const problem = await problemOf(() => readByScanner(bytes))
    expect([problem.code, problem.details]).toEqual(['unreadable-file', { reason: 'damaged' }])
  })
})

it('reads nothing of a file but what it needs', async () => {
  const bytes = changed({ 'xl/media/image1.png': Buffer.alloc(3_000_000, Math.PI.toString()) })
  const asked: number[] = []
  const memory = bytesInMemory(bytes)
  const source: ByteSource = {
    size: memory.size,
    read(start, end) {
      asked.push(end - start)
      return memory.read(start, end)
    },
  }
  const workbook = await openXlsx(source, await readArchive(source), () => Promise.reject(new Error('handed on')))
  expect(await Array.fromAsync(workbook.rows('Data'))).toEqual(READ[0]?.[1])
  expect(Math.max(...asked)).toBeLessThan(70_000)
})

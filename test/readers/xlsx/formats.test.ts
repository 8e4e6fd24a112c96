import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { MAIN, xlsxOf } from '../archives.ts'
import type { Content } from '../raw-zip.ts'
import { problemOf } from '../files.ts'
import { readByScanner, scanned } from './reading.ts'

/** A number as a format shows it. */
async function shown(value: string, format: string | number, date1904 = false): Promise<Cell> {
  const bytes = xlsxOf({
    sheets: { Data: `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>` },
    styles: [format],
    date1904,
  })
  return (await readByScanner(bytes))[0]?.[1][0]?.cells[0] ?? null
}
const styled = async (styles: Content, style = 's="1"'): Promise<Cell> =>
  (
    await readByScanner(xlsxOf({ sheets: { Data: `<row r="1"><c r="A1" ${style}><v>45000.5</v></c></row>` }, styles }))
  )[0]?.[1][0]?.cells[0] ?? null

describe('a number is shown as its format says', () => {
  it.each([
    ['45000.5', 14, '2023-03-15'],
    ['45000.5', 22, '2023-03-15T12:00:00'],
    ['45000', 22, '2023-03-15T00:00:00'],
    ['45000.5', 21, '12:00:00'],
    ['45000.5', 27, '2023-03-15'],
    ['45000.5', 57, '2023-03-15'],
    ['1.5', 46, '36:00:00'],
    ['0.5', 45, '12:00:00'],
    ['45000.5', 'TT.MM.JJJJ', '2023-03-15'],
    ['45000.5', 'jj/mm/aaaa', '2023-03-15'],
    ['45000.5', 'ДД.ММ.ГГГГ', '2023-03-15'],
    ['45000.5', '[$-F800]dddd, mmmm dd, yyyy', '2023-03-15'],
    ['45000.5', 'yyyy"年"m"月"d"日"', '2023-03-15'],
    ['45000.999999', 'yyyy-mm-dd hh:mm:ss', '2023-03-16T00:00:00'],
    ['0.19', '0%', 0.19],
    ['123', '00000', '00123'],
    ['-5', '00000', '-00005'],
    ['1.5', '00000', 1.5],
    ['301234567', '000\\-000 0000', '030-123 4567'],
    ['1', '"WAHR";"WAHR";"FALSCH"', true],
    ['0', '"TRUE";"TRUE";"FALSE"', false],
    ['2', '"TRUE";"TRUE";"FALSE"', 2],
    ['5', '@', 5],
    ['5', '#,##0.00 "Tage"', 5],
    ['60', 'dd.mm.yyyy', 60],
    ['61', 'dd.mm.yyyy', '1900-03-01'],
    ['59', 'dd.mm.yyyy', '1900-02-28'],
    ['-1', 'dd.mm.yyyy', -1],
    ['2958466', 'dd.mm.yyyy', 2958466],
  ])('%s under %j is %j', async (value, format, read) => {
    expect(await shown(value, format)).toBe(read)
  })

  it('and by the date system of the workbook, whatever a second element says', async () => {
    expect(await shown('0', 14, true)).toBe('1904-01-01')
    expect(await shown('43538', 14, true)).toBe('2023-03-15')
    const workbook = '<extLst><ext><x15:workbookPr xmlns:x15="urn:x15" chartTrackingRefBase="1"/></ext></extLst>'
    const bytes = xlsxOf({
      sheets: { Data: '<row><c s="1"><v>0</v></c></row>' },
      styles: [14],
      date1904: true,
      workbook,
    })
    expect((await readByScanner(bytes))[0]?.[1][0]?.cells).toEqual(['1904-01-01'])
  })

  it('but text, truth and errors are not', async () => {
    const cells = '<c s="1" t="str"><v>7</v></c><c s="1" t="b"><v>1</v></c><c s="1" t="e"><v>#N/A</v></c>'
    const bytes = xlsxOf({ sheets: { Data: `<row>${cells}</row>` }, styles: [14] })
    expect((await readByScanner(bytes))[0]?.[1][0]?.cells).toEqual(['7', true, { error: '#N/A' }])
  })

  it('and columns of percent are noted', async () => {
    const rows = '<row><c s="1"><v>0.19</v></c><c><v>1</v></c><c s="1"><v>2</v></c><c s="1" t="str"><v>a</v></c></row>'
    const workbook = await scanned(xlsxOf({ sheets: { Data: rows }, styles: ['0.0%'] }))
    expect(await Array.fromAsync(workbook.rows('Data'))).toEqual([{ row: 1, cells: [0.19, 1, 2, 'a'] }])
    expect(workbook.notes('Data').percentColumns).toEqual([0, 2])
  })
})

describe('the format of a cell', () => {
  const formats = (codes: string, behind = '', before = ''): string =>
    `<styleSheet ${MAIN}><numFmts>${codes}</numFmts>${before}<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>${behind}</styleSheet>`
  const DATE = '<numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>'

  it('is the one of its own style, not of named or conditional ones', async () => {
    const named = '<cellStyleXfs><xf numFmtId="0"/><xf numFmtId="0"/><xf numFmtId="0"/></cellStyleXfs>'
    const conditional = '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs>'
    expect(await styled(formats(DATE, conditional, named))).toBe('2023-03-15')
  })

  it('is General without a style, or with one that is not there', async () => {
    expect(await styled(formats(DATE), '')).toBe(45000.5)
    expect(await styled(formats(DATE), 's="0"')).toBe(45000.5)
    expect(await styled(formats(DATE), 's="9"')).toBe(45000.5)
    expect(await styled(formats(''), 's="1"')).toBe(45000.5)
  })

  it('may give a meaning of its own to a built-in number', async () => {
    expect(await styled(formats('<numFmt numFmtId="14" formatCode="0.00"/>'), 's="2"')).toBe(45000.5)
  })

  it('may be written with escapes and entities', async () => {
    expect(await styled(formats('<numFmt numFmtId="164" formatCode="_x0064_d.mm.&#121;yyy"/>'))).toBe('2023-03-15')
  })

  it.each(['', ' ', 'x', '-1', '1e2'])('a format of no number (%j) is the format of no cell', async (id) => {
    const nobodys = `<numFmt numFmtId="${id}" formatCode="hh:mm:ss"/>`
    expect(await styled(formats(`${DATE}${nobodys}`), 's="0"')).toBe(45000.5)
  })

  it('is found in a part of any name and prefix, and refused if that part is not there or breaks off', async () => {
    expect(
      await styled(
        formats(DATE)
          .replaceAll(/<(\/?)/g, '<$1x:')
          .replace('xmlns=', 'xmlns:x='),
      ),
    ).toBe('2023-03-15')
    expect((await problemOf(() => styled(formats(DATE).slice(0, -5)))).details).toEqual({ reason: 'damaged' })
    const missing = xlsxOf({ sheets: { Data: '' }, styles: [14], parts: { 'xl/styles.xml': undefined } })
    expect((await problemOf(() => scanned(missing))).details).toEqual({ reason: 'damaged' })
  })
})

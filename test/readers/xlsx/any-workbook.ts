import type { FormatKind } from '../../../lib/readers/number-formats.ts'
import { isBlankRow, type Cell, type SheetRow } from '../../../lib/domain/cells.ts'
import { escapeXml, zipOf } from '../archives.ts'
import { anyCell, anyText, FORMATS, item, type CellRoom } from './any-cells.ts'
import type { Ink } from './ink.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface AnyWorkbook {
  readonly bytes: Uint8Array
  readonly parts: Readonly<Record<string, Uint8Array>>
  /** What is in it, by the name of the sheet. */
  readonly sheets: readonly AnySheet[]
  readonly hidden: readonly string[]
  readonly date1904: boolean
}

interface AnySheet {
  readonly name: string
  readonly part: string
  readonly xml: string
  readonly rows: readonly SheetRow[]
}

/** A workbook of any cells, written in any way, with what has to be read from it. */
export function anyWorkbook(ink: Ink): AnyWorkbook {
  const date1904 = ink.rarely(4)
  const strict = ink.rarely(4)
  const texts: string[] = []
  const formats = [FORMATS[0] ?? [0, 'general'], ...Array.from({ length: 6 }, () => ink.one(FORMATS))] as const
  const room: CellRoom = {
    ink,
    date1904,
    formats,
    share(text) {
      if (ink.maybe() && texts.includes(text)) return texts.indexOf(text)
      return texts.push(text) - 1
    },
  }
  const namespace = `xmlns${ink.prefix && ':x'}="${strict ? STRICT_MAIN : MAIN}"`
  const sheets = Array.from({ length: 1 + ink.below(3) }, (_, index) => {
    const part = `xl/${ink.one([`worksheets/sheet${index + 1}`, `worksheets/Tabelle_${index}${ink.plain ? '' : 'ä'}`, `sheets/deep/s-${index}`])}.xml`
    return { name: `${anyName(ink)}${index}`, part, ...anySheet(room, namespace) }
  })
  const hidden = sheets.filter(() => ink.rarely(4)).map(({ name }) => name)
  const office = strict ? STRICT_OFFICE : OFFICE
  const stylesPart = ink.one(['styles.xml', 'theme/Styles2.xml'])
  const target = (path: string): string => ink.one([path, `/xl/${path}`])
  const encode = (xml: string): Uint8Array => encoded(ink, xml)
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': Buffer.from(contentTypes(sheets, stylesPart)),
    '_rels/.rels': Buffer.from(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="a" Type="${office}/officeDocument" Target="${ink.one(['', '/'])}xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': encode(
      `<${ink.prefix}workbook ${namespace} xmlns:r="${office}">${date1904 ? ink.element('workbookPr', { date1904: ink.one(['1', 'true']) }) : ''}<${ink.prefix}sheets>${sheets
        .map(({ name }, index) =>
          ink.element('sheet', {
            name: ink.escaped(name),
            sheetId: String(index + 1),
            'r:id': `r${index}`,
            state: hidden.includes(name) ? 'hidden' : undefined,
          }),
        )
        .join('')}</${ink.prefix}sheets></${ink.prefix}workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': encode(
      `<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map(({ part }, index) => relationship(ink, `r${index}`, `${office}/worksheet`, target(part.slice(3))))
        .join(
          '',
        )}${relationship(ink, 'st', `${office}/styles`, target(stylesPart))}${relationship(ink, 'ss', `${office}/sharedStrings`, target('sharedStrings.xml'))}</Relationships>`,
    ),
    [`xl/${stylesPart}`]: encode(stylesXml(ink, namespace, formats)),
    'xl/sharedStrings.xml': encode(
      `<${ink.prefix}sst ${namespace} count="${texts.length}" uniqueCount="${texts.length}">${texts.map((text) => `<${ink.prefix}si>${item(ink, text)}</${ink.prefix}si>${ink.between()}`).join('')}</${ink.prefix}sst>`,
    ),
    ...Object.fromEntries(sheets.map(({ part, xml }) => [part, encode(xml)])),
  }
  return { bytes: zipOf(parts, { level: ink.one([0, 6]) }), parts, sheets, hidden, date1904 }
}

function relationship(ink: Ink, id: string, type: string, target: string): string {
  return `<Relationship${ink.attributes({ Id: id, Type: type, Target: target })}/>`
}

/** Names as people give them; some characters Excel does not take, other programs do. */
function anyName(ink: Ink): string {
  return anyText(ink)
    .replaceAll(/[\s\u0001-\u001f]/g, ' ')
    .trim()
    .slice(0, 20)
    .replace(/[\ud800-\udbff]$/, '')
}

function encoded(ink: Ink, xml: string): Uint8Array {
  const utf8 = Buffer.from(
    `${ink.one(['', '\ufeff'])}${ink.one(['', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'])}${xml}`,
  )
  if (ink.plain || !ink.rarely()) return utf8
  const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')
  return ink.maybe() ? utf16 : utf16.swap16()
}

function anySheet(room: CellRoom, namespace: string): Pick<AnySheet, 'xml' | 'rows'> {
  const { ink } = room
  const rows: SheetRow[] = []
  let data = ink.between()
  let last = 0
  // SheetJS does not count a row without cells.
  let lastEmpty = true
  for (let count = ink.below(8); count > 0; count--) {
    const row = last + (ink.rarely() ? 1 + ink.below(2000) : 1)
    const { xml, cells, empty } = anyRow(room, row, row === last + 1 && !(ink.plain && lastEmpty))
    data += xml + ink.between()
    last = row
    lastEmpty = empty
    if (!isBlankRow(cells)) rows.push({ row, cells })
  }
  const around = ink.maybe()
    ? ink.element('dimension', { ref: 'A1:B2' }) +
      ink.element('cols', {}, ink.element('col', { min: '1', max: '2', width: '9' }))
    : ''
  const behind = ink.maybe()
    ? ink.element('mergeCells', {}, ink.element('mergeCell', { ref: 'A1:B1' })) +
      ink.element('pageMargins', { left: '0.7' })
    : ''
  const inside = `${around}<${ink.prefix}sheetData>${data}</${ink.prefix}sheetData>${ink.between()}${behind}`
  return { xml: `<${ink.prefix}worksheet ${namespace}>${inside}</${ink.prefix}worksheet>`, rows }
}

function anyRow(room: CellRoom, row: number, follows: boolean): { xml: string; cells: Cell[]; empty: boolean } {
  const { ink } = room
  const cells: Cell[] = []
  let xml = ink.between()
  let column = -1
  for (let count = ink.below(6); count > 0; count--) {
    const next = column + (ink.rarely() ? 1 + ink.below(300) : 1)
    const { type, style, inside, value } = anyCell(room)
    const r = next === column + 1 && ink.rarely(4) ? undefined : `${letters(next)}${row}`
    xml += ink.element('c', { r, s: style === undefined ? undefined : String(style), t: type }, inside) + ink.between()
    column = next
    if (value === null) continue
    while (cells.length < column) cells.push(null)
    cells.push(value)
  }
  const attributes = {
    spans: ink.maybe() ? '1:9' : undefined,
    ht: ink.rarely() ? '15' : undefined,
    hidden: ink.rarely() ? '1' : undefined,
  }
  const r = follows && ink.rarely(4) ? undefined : String(row)
  return { xml: ink.element('row', { r, ...attributes }, xml), cells, empty: column < 0 }
}

function stylesXml(ink: Ink, namespace: string, formats: readonly (readonly [string | number, FormatKind])[]): string {
  const codes = formats.flatMap(([code], index) =>
    typeof code === 'number'
      ? []
      : [ink.element('numFmt', { numFmtId: String(164 + index), formatCode: ink.escaped(code) })],
  )
  const ids = formats.map(([code], index) => String(typeof code === 'number' ? code : 164 + index))
  const named = `<${ink.prefix}cellStyleXfs>${ink.element('xf', { numFmtId: '14' })}</${ink.prefix}cellStyleXfs>`
  const used = ids.map((id) =>
    ink.element('xf', { numFmtId: id, fontId: '0', xfId: '0', applyNumberFormat: ink.one(['0', '1', undefined]) }),
  )
  const lists = `<${ink.prefix}numFmts count="${codes.length}">${codes.join('')}</${ink.prefix}numFmts>${named}<${ink.prefix}cellXfs count="${ids.length}">${used.join('')}</${ink.prefix}cellXfs>`
  return `<${ink.prefix}styleSheet ${namespace}>${lists}</${ink.prefix}styleSheet>`
}

function contentTypes(sheets: readonly { readonly part: string }[], stylesPart: string): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/sharedStrings.xml', 'sharedStrings'],
    [`/xl/${stylesPart}`, 'styles'],
    ...sheets.map(({ part }) => [`/${part}`, 'worksheet']),
  ].map(([path, type]) => `<Override PartName="${escapeXml(path ?? '')}" ContentType="${CONTENT}.${type}+xml"/>`)
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

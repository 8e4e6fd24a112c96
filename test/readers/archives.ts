import { zipSync, type Zippable } from 'fflate'
import { bytesOf, type Content } from './raw-zip.ts'

/** The date of every entry, so that the same parts give the same bytes. */
const MOMENT = new Date(2026, 0, 2, 3, 4, 6)

export interface ZipOptions {
  readonly level?: 0 | 1 | 6 | 9
  /** Bytes before the archive, as in a self-extracting one. */
  readonly prefix?: Content
}

/** A ZIP archive as an ordinary program writes it. `rawZip` makes those that no program writes. */
export function zipOf(
  parts: Readonly<Record<string, Content>>,
  { level = 6, prefix = '' }: ZipOptions = {},
): Uint8Array {
  const files: Zippable = {}
  for (const [name, content] of Object.entries(parts)) files[name] = [bytesOf(content), { level, mtime: MOMENT }]
  return Buffer.concat([bytesOf(prefix), zipSync(files)])
}

export interface XlsxContent {
  /** By the sheet's name: its rows (`<row>…`), or the whole part if it starts with `<?xml` or `<worksheet`. */
  readonly sheets: Readonly<Record<string, Content>>
  /** Texts, each of them the inside of an `<si>` if it starts with `<`; or the whole part. */
  readonly sharedStrings?: readonly string[] | Content
  /** Number formats, the first of which is `s="1"`: a code, or the number of a built-in one; or the whole part. */
  readonly styles?: readonly (string | number)[] | Content
  /** The whole part `xl/workbook.xml`, or what stands in it behind the sheets. */
  readonly workbook?: string
  readonly date1904?: boolean
  /** Sheets that are not visible, by name. */
  readonly hidden?: Readonly<Record<string, 'hidden' | 'veryHidden'>>
  /** Further parts, or others than usual; `undefined` leaves a part out. */
  readonly parts?: Readonly<Record<string, Content | undefined>>
}

/** The bytes of a minimal workbook of which each part may be any XML. */
export function xlsxOf(content: XlsxContent, options?: ZipOptions): Uint8Array {
  return zipOf(xlsxParts(content), options)
}

/** The parts of such a workbook by their path, in the order in which they are written. */
export function xlsxParts(content: XlsxContent): Record<string, Content> {
  const names = Object.keys(content.sheets)
  const parts: Record<string, Content | undefined> = {
    '[Content_Types].xml': contentTypes(names.length, content),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookPart(names, content),
    'xl/_rels/workbook.xml.rels': relationships([
      ...names.map((_, index): Relationship => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`]),
      ...(content.styles === undefined ? [] : [['rIdStyles', 'styles', 'styles.xml'] as const]),
      ...(content.sharedStrings === undefined ? [] : [['rIdStrings', 'sharedStrings', 'sharedStrings.xml'] as const]),
    ]),
  }
  if (content.styles !== undefined) parts['xl/styles.xml'] = stylesPart(content.styles)
  if (content.sharedStrings !== undefined) parts['xl/sharedStrings.xml'] = stringsPart(content.sharedStrings)
  Object.values(content.sheets).forEach(
    (sheet, index) => (parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetPart(sheet)),
  )
  return Object.fromEntries(
    Object.entries({ ...parts, ...content.parts }).flatMap(([path, part]) =>
      part === undefined ? [] : [[path, part] as const],
    ),
  )
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

type Relationship = readonly [id: string, kind: string, target: string]

function relationships(list: readonly Relationship[]): string {
  const lines = list.map(([id, kind, to]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${to}"/>`)
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function contentTypes(sheets: number, { styles, sharedStrings }: XlsxContent): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const overrides = [
    ['workbook.xml', 'sheet.main'],
    ...Array.from({ length: sheets }, (_, index) => [`worksheets/sheet${index + 1}.xml`, 'worksheet']),
    ...(styles === undefined ? [] : [['styles.xml', 'styles']]),
    ...(sharedStrings === undefined ? [] : [['sharedStrings.xml', 'sharedStrings']]),
  ].map(([path, type]) => `<Override PartName="/xl/${path}" ContentType="${kind}.${type}+xml"/>`)
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  )
}

function workbookPart(names: readonly string[], { workbook = '', date1904, hidden = {} }: XlsxContent): string {
  if (isWhole(workbook)) return workbook
  const sheets = names.map((name, index) => {
    const state = !Object.hasOwn(hidden, name) ? '' : ` state="${hidden[name]}"`
    return `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`
  })
  const settings = date1904 === true ? '<workbookPr date1904="1"/>' : ''
  return `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}">${settings}<sheets>${sheets.join('')}</sheets>${workbook}</workbook>`
}

function sheetPart(sheet: Content): Content {
  if (typeof sheet !== 'string' || isWhole(sheet)) return sheet
  return `${XML}<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`
}

function stringsPart(strings: readonly string[] | Content): Content {
  if (typeof strings === 'string' || strings instanceof Uint8Array) return strings
  const items = strings.map((text) =>
    text.startsWith('<') ? `<si>${text}</si>` : `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`,
  )
  return `${XML}<sst ${MAIN} count="${items.length}" uniqueCount="${items.length}">${items.join('')}</sst>`
}

function stylesPart(styles: readonly (string | number)[] | Content): Content {
  if (typeof styles === 'string' || styles instanceof Uint8Array) return styles
  const ids = styles.map((format, index) => (typeof format === 'number' ? format : 164 + index))
  const codes = styles.flatMap((format, index) =>
    typeof format === 'number' ? [] : [`<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(format)}"/>`],
  )
  const cells = [0, ...ids].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`)
  return (
    `${XML}<styleSheet ${MAIN}><numFmts count="${codes.length}">${codes.join('')}</numFmts>` +
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
  )
}

function isWhole(part: string): boolean {
  return /^\uFEFF?<(\?xml|([\w]+:)?(worksheet|workbook)\b)/.test(part)
}

/** Text as it stands in XML, in an element or in quotes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

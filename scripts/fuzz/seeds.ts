import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { utils, write, type BookType } from 'xlsx'
import { MAIN, xlsxOf } from '../../test/readers/archives.ts'

/** A file that is right, from which others are made. */
export interface Seed {
  readonly name: string
  readonly bytes: Uint8Array
  /** The parts of an archive by their path. */
  readonly parts?: Readonly<Record<string, Uint8Array>>
}

const FOLDERS = ['samples', 'test/readers/files']
/** Larger files would only make the work slower. */
const LARGEST = 400_000

/** All files to start from, in an order that does not change. */
export function seeds(): Seed[] {
  const root = join(import.meta.dirname, '../..')
  const stored = FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /\.(xlsx|xlsm|xlsb|xls|ods|fods|xml|csv|tsv|txt)$/.test(path))
    .sort()
    .map((path): Seed => seed(path.slice(root.length + 1), readFileSync(path)))
  return [...stored, ...generated()].filter(({ bytes }) => bytes.length <= LARGEST)
}

function seed(name: string, bytes: Uint8Array): Seed {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  return zipped ? { name, bytes, parts: unzipSync(bytes) } : { name, bytes }
}

const RICH =
  `<worksheet ${MAIN}><dimension ref="A1:F9"/><cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>` +
  '<row r="1" spans="1:6"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>when</t></is></c>' +
  '<c r="D1" t="str"><f>"a"&amp;"b"</f><v>ok</v></c><c r="E1" t="s"><v>2</v></c></row>' +
  '<row r="2" hidden="1"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>1.5E-3</v></c><c r="C2" s="1"><v>45000</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" s="3"><v>42</v></c></row>' +
  '<row r="5"><c r="A5" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">Ren </t></r><r><t>\u00e9e</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="C5" s="2"><v>45000.75</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="F5" s="4"><v>0.19</v></c></row>' +
  '<row><c><v>7</v></c><c t="s"><v>4</v></c><c s="5"><v>0.5</v></c><c t="d"><v>2026-04-23T08:30:00</v></c></row>' +
  '<row r="9"><c r="B9" t="str"><f t="shared" ref="B9:B10" si="0">1+1</f><v>_x000D_ two &lt; three</v></c><c r="F9"><f>A1</f></c></row>' +
  '</sheetData><mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells></worksheet>'

function generated(): Seed[] {
  const strings = [
    'name',
    'size',
    '',
    '<r><t>Bj\u00f6rn</t></r><r><t xml:space="preserve"> Lange</t></r><rPh sb="0" eb="1"><t>no</t></rPh>',
    'a_x0041_\u{1f600}\ttab',
  ]
  const styles = ['dd.mm.yyyy', 22, '00000', '0%', '[h]:mm'] as const
  const made: Seed[] = [false, true].map((date1904) =>
    seed(
      `generated rich${date1904 ? ' 1904' : ''}.xlsx`,
      xlsxOf({
        sheets: { Rich: RICH, 'Two & more': RICH },
        sharedStrings: strings,
        styles,
        date1904,
        hidden: { 'Two & more': 'hidden' },
      }),
    ),
  )
  const long = Array.from(
    { length: 3000 },
    (_, row) =>
      `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>${row % 5}</v></c><c r="B${row + 1}" s="1"><v>${40_000 + row}</v></c><c r="C${row + 1}" t="inlineStr"><is><t>n\u00f6 &amp; ${row}</t></is></c></row>`,
  )
  made.push(seed('generated long.xlsx', xlsxOf({ sheets: { Long: long.join('\n') }, sharedStrings: strings, styles })))
  const table = [
    ['id', 'name', 'when', 'ok'],
    ...Array.from({ length: 40 }, (_, row) => [
      row,
      `n\u00e4me ${row}`,
      new Date(Date.UTC(2026, 3, row + 1)),
      row % 2 === 0,
    ]),
  ]
  for (const bookType of [
    'xlsb',
    'ods',
    'biff8',
    'biff5',
    'xlml',
    'fods',
    'xlsx',
  ] as const satisfies readonly BookType[]) {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(table, { UTC: true }), 'Data')
    made.push(
      seed(
        `generated.${bookType}`,
        new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }) as Buffer),
      ),
    )
  }
  const csv =
    'id;name;when;amount;note\r\n1;"M\u00fcller; GmbH";23.04.2026;1.234,50;"two\r\nlines"\r\n2;Ren\u00e9;24.04.2026;-7,00;"say ""hi"""\r\n\r\n3;;;0,5;\r\n'
  made.push(seed('generated.csv', Buffer.from(csv.repeat(3))))
  made.push(seed('generated utf16.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le')))
  made.push(seed('generated.tsv', Buffer.from(csv.replaceAll(';', '\t'), 'latin1')))
  return made
}

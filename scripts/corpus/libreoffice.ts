import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { compareReadings } from './compare.ts'
import { startReader } from './reader-pool.ts'
import type { Reading } from './readings.ts'

const exec = promisify(execFile)

/** What LibreOffice writes and Muster reads as sheets, by LibreOffice's names of its filters. */
const WORKBOOKS = [
  'xlsx:Calc MS Excel 2007 XML',
  'xlsx:Calc Office Open XML',
  'xlsm:Calc MS Excel 2007 VBA XML',
  'xltx:Calc MS Excel 2007 XML Template',
  'xls:MS Excel 97',
  'xlt:MS Excel 97 Vorlage/Template',
  'ods:calc8',
  'ots:calc8_template',
  'fods:OpenDocument Spreadsheet Flat XML',
  'xml:MS Excel 2003 XML',
]
/** What it writes besides: to be refused, with a sentence that says what it is. */
const OTHERS = ['dif:DIF', 'slk:SYLK', 'html:HTML (StarCalc)', 'uos:UOF spreadsheet']
/** Texts: delimiter, and LibreOffice's number of the encoding beside its name. */
const TEXTS = [
  [',', 76, 'utf-8'],
  [';', 76, 'utf-8'],
  ['\t', 76, 'utf-8'],
  [';', 1, 'windows-1252'],
  [',', 65_535, 'utf-16le'],
] as const

/**
 * Cells that a format cannot hold as the workbook has them, by ending. LibreOffice 7.4 stores 0 as the last value of a
 * formula in .xls whose result is a text; into SpreadsheetML it writes no number formats but its own, errors as texts,
 * neither which sheets are hidden nor durations
 * beyond a day, and what stands beside the second row of a merged area goes to its left.
 */
const LOST: Readonly<Record<string, RegExp>> = {
  '.xls': /^Everything!C7: 0,/,
  '.xlt': /^Everything!C7: 0,/,
  '.xml': /^(hidden sheets|Everything!C4: "02:15:30"|Everything!D5: 123|Everything![EF]7: "#|Everything![AC]13: )/,
}

/**
 * Has LibreOffice write the workbooks of `rich.fods` (one counted from 1900, one from 1904) in every format it knows,
 * and reads each: workbooks have to say the same in all of them, other formats have to be refused.
 * @returns what is not so, in words; that LibreOffice is not installed is one of them
 */
export async function readWritten(): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'muster-written-'))
  const reader = startReader('ours')
  try {
    const original = await readFile(join(import.meta.dirname, 'rich.fods'), 'utf8')
    const found: string[] = []
    for (const [name, text] of Object.entries({ rich: original, rich1904: countedFrom1904(original) })) {
      const source = join(scratch, `${name}.fods`)
      await writeFile(source, text)
      const expected = await reader.read({ path: source })
      const convert = (filter: string): Promise<string> => write(source, filter, scratch)
      for (const filter of WORKBOOKS) {
        const path = await convert(filter)
        found.push(...differencesOf(`${name} as ${filter}`, path, await reader.read({ path }), expected))
      }
      for (const filter of OTHERS) {
        const reading = await reader.read({ path: await convert(filter) })
        if (reading.kind !== 'refused') found.push(`${name} as ${filter}: ${reading.kind}, not refused`)
      }
      for (const [delimiter, encoding, expectedEncoding] of TEXTS) {
        const path = await convert(`csv:Text - txt - csv (StarCalc):${delimiter.charCodeAt(0)},34,${encoding},1`)
        const reading = await reader.read({ path })
        const told = reading.kind === 'read' ? [reading.encoding, reading.delimiter] : [reading.message]
        if (told[0] !== expectedEncoding || told[1] !== delimiter)
          found.push(`${name} as text in ${expectedEncoding} with ${JSON.stringify(delimiter)}: ${told.join(' ')}`)
      }
    }
    return found
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ['LibreOffice is not installed.']
    throw error
  } finally {
    reader.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

function countedFrom1904(text: string): string {
  const settings =
    '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
  return text
    .replace('<office:spreadsheet>', `<office:spreadsheet>${settings}`)
    .replaceAll('1900-03-01', '1904-03-01')
    .replaceAll('01.03.1900', '01.03.1904')
}

async function write(source: string, filter: string, scratch: string): Promise<string> {
  const folder = await mkdtemp(join(scratch, 'out-'))
  const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, 'profile')).href}`
  await exec('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, source])
  const [written] = await readdir(folder)
  if (written === undefined) throw new Error(`LibreOffice did not write ${filter}`)
  return join(folder, written)
}

function differencesOf(title: string, path: string, reading: Reading, expected: Reading): string[] {
  const outcome = compareReadings(reading, expected)
  if (outcome.result === 'equal') return []
  if (outcome.result !== 'differs') return [`${title}: ${outcome.message}`]
  const lost = LOST[extname(path)]
  return outcome.differences.filter((difference) => !lost?.test(difference)).map((one) => `${title}: ${one}`)
}

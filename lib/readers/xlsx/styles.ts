import { builtInFormat, formatKind, type FormatKind } from '../number-formats.ts'
import { unescapeText } from './texts.ts'
import { wholeXml } from './parts.ts'

/** How the cells of one style show numbers. */
export interface CellFormat {
  readonly kind: FormatKind
  readonly code: string
}

/** Programs write 255 characters at most. A longer code would make a long text of every number. */
const LONGEST_CODE = 1000

export const GENERAL: CellFormat = { kind: 'general', code: 'General' }

/** The number formats of a workbook by the index that cells give as their style (ECMA-376 part 1, 18.8.10, 18.8.45). */
export function readFormats(part: string, bytes: Buffer): CellFormat[] {
  const codes = new Map<number, string>()
  const formats: CellFormat[] = []
  let within = ''
  wholeXml(part, bytes, (name, attribute) => {
    if (name === 'numFmt') {
      const id = attribute('numFmtId') ?? ''
      // A format without a number must not become the one of number 0, which every plain cell has.
      if (/^\d+$/.test(id)) codes.set(Number(id), unescapeText(attribute('formatCode') ?? 'General'))
    } else if (name === 'cellXfs' || name === 'cellStyleXfs') within = name
    else if (name === 'xf' && within === 'cellXfs') {
      const id = Number(attribute('numFmtId') ?? 0)
      const code = codes.get(id) ?? builtInFormat(id) ?? 'General'
      formats.push(code.length > LONGEST_CODE ? GENERAL : { kind: formatKind(code), code })
    } else if (name === 'dxfs' || name === 'cellStyles') within = ''
  })
  return formats
}

import type { FormatKind } from '../number-formats.ts'

/** How the cells of one style show numbers; `code` is what `paddedText` takes. */
export interface CellFormat {
  readonly kind: FormatKind
  readonly code: string
}

export const PLAIN: CellFormat = { kind: 'general', code: 'General' }

interface DataStyle {
  kind: FormatKind
  code: string
  hasDay: boolean
  hasTime: boolean
  /** The style of the first condition, which is the first section of a format. */
  firstSection: string | undefined
}

interface CellStyle {
  readonly data: string | undefined
  readonly parent: string | undefined
}

const DATA_STYLES: Readonly<Record<string, FormatKind>> = {
  'number-style': 'number',
  'currency-style': 'number',
  'percentage-style': 'percent',
  'date-style': 'date',
  'time-style': 'time',
  'boolean-style': 'boolean',
  'text-style': 'text',
}
const DAY_PARTS = new Set(['day', 'month', 'year', 'era', 'day-of-week', 'week-of-year', 'quarter'])
const TIME_PARTS = new Set(['hours', 'minutes', 'seconds', 'am-pm'])
/** Styles may have parents; a chain this long runs in circles. */
const DEEPEST = 20

/** Gives an attribute of the element at hand by its local name. */
type Attribute = (name: string) => string | undefined

/**
 * Gathers the styles of a spreadsheet (OpenDocument 1.3 part 3, 16 and 16.29): how cells show numbers, and which sheets
 * are hidden. Elements come in the order of the document, those within another between its `open` and `close`.
 */
export class Styles {
  private readonly dataStyles = new Map<string, DataStyle>()
  private readonly cellStyles = new Map<string, CellStyle>()
  private readonly hiddenTables = new Set<string>()
  private readonly known = new Map<string, CellFormat>()
  private data: DataStyle | undefined
  private table: string | undefined
  private digits = 0
  private isInText = false
  private literal = ''

  open(element: string, attribute: Attribute): void {
    const kind = DATA_STYLES[element]
    if (kind !== undefined) return this.openData(kind, attribute)
    if (element === 'style') return this.openStyle(attribute)
    if (element === 'table-properties' && this.table !== undefined) {
      if (attribute('display') === 'false') this.hiddenTables.add(this.table)
      return
    }
    const { data } = this
    if (!data) return
    if (DAY_PARTS.has(element)) data.hasDay = true
    else if (TIME_PARTS.has(element)) data.hasTime = true
    else if (element === 'number') this.openNumber(data, attribute)
    else if (element === 'embedded-text') this.literal = attribute('position') ?? ''
    else if (element === 'map') data.firstSection ??= attribute('apply-style-name')
    this.isInText = element === 'text' || element === 'embedded-text'
  }

  /** A piece of text; only those of formats count. */
  text(text: string): void {
    const { data } = this
    if (!data || !this.isInText) return
    if (this.literal === '') data.code += `"${text.replaceAll('"', '')}"`
    else data.code = embed(data.code, Number(this.literal), text)
  }

  close(element: string): void {
    this.isInText = false
    if (element === 'embedded-text') this.literal = ''
    if (element in DATA_STYLES) this.data = undefined
    else if (element === 'style') this.table = undefined
  }

  /** How cells of a style show numbers; cells without a style are plain. */
  format(style: string): CellFormat {
    let format = this.known.get(style)
    if (!format) this.known.set(style, (format = this.resolve(style)))
    return format
  }

  isHiddenTable(style: string | undefined): boolean {
    return style !== undefined && this.hiddenTables.has(style)
  }

  private openData(kind: FormatKind, attribute: Attribute): void {
    const isDuration = kind === 'time' && attribute('truncate-on-overflow') === 'false'
    const own = isDuration ? 'duration' : kind
    this.data = { kind: own, code: '', hasDay: false, hasTime: false, firstSection: undefined }
    this.dataStyles.set(attribute('name') ?? '', this.data)
    this.digits = 0
  }

  private openStyle(attribute: Attribute): void {
    const name = attribute('name') ?? ''
    const family = attribute('family')
    if (family === 'table') this.table = name
    if (family !== 'table-cell') return
    this.cellStyles.set(name, { data: attribute('data-style-name'), parent: attribute('parent-style-name') })
  }

  /** A whole number of two digits at least is filled with zeros, as far as a code of zeros can say. */
  private openNumber(data: DataStyle, attribute: Attribute): void {
    this.digits = Number(attribute('min-integer-digits') ?? 0)
    const isWhole = Number(attribute('decimal-places') ?? 0) === 0
    const isPlain = attribute('grouping') !== 'true' && attribute('display-factor') === undefined
    if (data.kind === 'number' && isWhole && isPlain && this.digits > 1 && this.digits <= 30) data.kind = 'padded'
    data.code += '0'.repeat(Math.min(this.digits, 30))
  }

  private resolve(style: string): CellFormat {
    let name: string | undefined = style
    for (let depth = 0; name !== undefined && depth < DEEPEST; depth++) {
      const cell: CellStyle | undefined = this.cellStyles.get(name)
      if (cell?.data !== undefined) return this.dataFormat(cell.data)
      name = cell?.parent
    }
    return PLAIN
  }

  private dataFormat(name: string): CellFormat {
    const own = this.dataStyles.get(name)
    const data = (own?.firstSection === undefined ? undefined : this.dataStyles.get(own.firstSection)) ?? own
    if (!data) return PLAIN
    if (data.kind !== 'date') return { kind: data.kind, code: data.code }
    if (!data.hasTime) return { kind: 'date', code: '' }
    return { kind: data.hasDay ? 'date-time' : 'time', code: '' }
  }
}

/** Puts a text before the last so many digits of a code: `000000`, 3 and `-` become `000"-"000`. */
function embed(code: string, position: number, text: string): string {
  let zeros = 0
  for (let at = code.length - 1; at >= 0; at--) {
    if (code[at] === '0' && ++zeros === position) return `${code.slice(0, at)}"${text}"${code.slice(at)}`
  }
  return code
}

import type { Cell } from '../../domain/cells.ts'
import { paddedText, serialText } from '../number-formats.ts'
import { damaged } from '../refusals.ts'
import { ENTITY, FOREIGN } from '../xml/text.ts'
import { readIndex, readNumber } from './numbers.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { CellFormat } from './styles.ts'
import { readText } from './texts.ts'

/** What the attribute `t` of a cell says of its value (ECMA-376 part 1, 18.18.11). */
export type CellType = 'b' | 'd' | 'e' | 'inlineStr' | 'n' | 's' | 'str'

export interface ValueContext {
  /** The part's name, for messages. */
  readonly part: string
  /** Undefined if the workbook has none. */
  readonly sharedStrings: SharedStrings | undefined
  readonly date1904: boolean
}

const ZERO = 0x30
const ONE = 0x31
const ISO_MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)Z?)?$/

/**
 * What a cell holds, from the bytes of its value and its type and format.
 * @param flags as found by the tokens
 * @throws Problem `unreadable-file` if it refers to a shared text that is not there
 */
export function readValue(
  context: ValueContext,
  bytes: Buffer,
  from: number,
  to: number,
  flags: number,
  type: CellType,
  format: CellFormat,
): Cell {
  if ((flags & ENTITY) !== 0 && (type === 'n' || type === 's' || type === 'b')) {
    const text = Buffer.from(readText(bytes, from, to, flags))
    return readValue(context, text, 0, text.length, FOREIGN, type, format)
  }
  switch (type) {
    case 'n':
      return numberCell(context, bytes, from, to, format)
    case 's':
      return sharedText(context, bytes, from, to)
    case 'b':
      return booleanCell(bytes, from, to)
    case 'e':
      return { error: readText(bytes, from, to, flags) }
    case 'd':
      return isoCell(readText(bytes, from, to, flags).trim(), format)
    case 'str':
    case 'inlineStr': {
      const text = readText(bytes, from, to, flags)
      return text === '' ? null : text
    }
  }
}

function sharedText({ part, sharedStrings }: ValueContext, bytes: Buffer, from: number, to: number): Cell {
  let index = readIndex(bytes, from, to)
  if (index < 0) {
    // White space around a number means nothing.
    const text = bytes.toString('latin1', from, to).trim()
    if (text === '') return null
    index = /^\d{1,10}$/.test(text) ? Number(text) : -1
  }
  if (index < 0 || sharedStrings === undefined) {
    const text = bytes.toString('latin1', from, Math.min(to, from + 20))
    throw damaged(`a cell of "${part}" refers to the shared text "${text}", which is not there`)
  }
  const text = sharedStrings.get(index)
  return text === '' ? null : text
}

function booleanCell(bytes: Buffer, from: number, to: number): Cell {
  if (to - from === 1 && (bytes[from] === ONE || bytes[from] === ZERO)) return bytes[from] === ONE
  const text = bytes.toString('utf8', from, to).trim()
  if (/^(1|true)$/i.test(text)) return true
  if (/^(0|false)$/i.test(text)) return false
  // Neither true nor false: it stays what it is, as with numbers.
  return text || null
}

function numberCell({ date1904 }: ValueContext, bytes: Buffer, from: number, to: number, format: CellFormat): Cell {
  const value = readNumber(bytes, from, to)
  // What says that it is a number and is none stays what it is: a text that a person can look at.
  if (!Number.isFinite(value)) return bytes.toString('utf8', from, to).trim() || null
  const { kind } = format
  switch (kind) {
    case 'general':
    case 'number':
    case 'percent':
    case 'text':
      return value
    case 'padded':
      return Number.isInteger(value) ? paddedText(format.code, value) : value
    case 'boolean':
      return value === 0 || value === 1 ? value === 1 : value
    case 'date':
    case 'date-time':
    case 'time':
    case 'duration':
      return serialText(value, kind, date1904) ?? value
  }
}

/**
 * A moment that is written as text (`t="d"`), rounded to the second, as the cell's format shows it;
 * without such a format it is a day if it is midnight.
 */
function isoCell(text: string, { kind }: CellFormat): Cell {
  const [, day, time = '00:00:00'] = ISO_MOMENT.exec(text) ?? []
  const moment = day === undefined ? Number.NaN : Date.parse(`${day}T${time.replace(',', '.')}Z`)
  if (Number.isNaN(moment)) return text === '' ? null : text
  const whole = new Date(Math.round(moment / 1000) * 1000).toISOString()
  if (kind === 'time') return whole.slice(11, 19)
  return kind === 'date' || (kind !== 'date-time' && whole.startsWith('T00:00:00', 10))
    ? whole.slice(0, 10)
    : whole.slice(0, 19)
}

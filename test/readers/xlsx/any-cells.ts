import fc from 'fast-check'
import type { Cell } from '../../../lib/domain/cells.ts'
import type { FormatKind } from '../../../lib/readers/number-formats.ts'
import type { Ink } from './ink.ts'

/** Number formats by what they show, in the languages of several programs. */
export const FORMATS: readonly (readonly [code: string | number, kind: FormatKind])[] = [
  [0, 'general'],
  ['General', 'general'],
  ['Standard', 'general'],
  [1, 'number'],
  [2, 'number'],
  [4, 'number'],
  [11, 'number'],
  ['#,##0.00 "Tage"', 'number'],
  ['0.0" d"', 'number'],
  ['[Red]#,##0;-#,##0', 'number'],
  ['#,##0.00\\ [$€-407]', 'number'],
  [9, 'percent'],
  [10, 'percent'],
  ['0.0%', 'percent'],
  ['0\\ %', 'percent'],
  [49, 'text'],
  ['00000', 'padded'],
  ['0000', 'padded'],
  [14, 'date'],
  [15, 'date'],
  [17, 'date'],
  ['dd.mm.yyyy', 'date'],
  ['yyyy-mm-dd', 'date'],
  ['[$-407]d. mmmm yyyy', 'date'],
  ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['d" de "mmmm" de "yyyy', 'date'],
  ['dd/mm/yy;@', 'date'],
  [22, 'date-time'],
  ['dd.mm.yyyy hh:mm', 'date-time'],
  ['yyyy-mm-dd"T"hh:mm:ss', 'date-time'],
  ['m/d/yy h:mm AM/PM', 'date-time'],
  [18, 'time'],
  [20, 'time'],
  [21, 'time'],
  ['hh:mm', 'time'],
  ['[$-409]h:mm:ss AM/PM', 'time'],
  ['h"時"mm"分"', 'time'],
]

/** One cell: its type, what stands in it, and what it means. */
export interface Written {
  readonly type: string | undefined
  readonly style: number | undefined
  readonly inside: string
  readonly value: Cell
}

export interface CellRoom {
  readonly ink: Ink
  readonly date1904: boolean
  /** The formats of the workbook; a cell's style is a place in it. */
  readonly formats: readonly (readonly [code: string | number, kind: FormatKind])[]
  /** Takes a text in, and says its number. */
  readonly share: (text: string) => number
}

const ERRORS = [
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
  '#SPILL!',
  '#CALC!',
]
const PIECES = [
  ...'abcXYZ019-+;,.:/()[]{}#@ äößéñçŁжΩא漢字かなカ한😀👩\u200d💻\u0301\u00a0\u2028',
  '_',
  '_x',
  '_x000D_',
  '_x005F_',
  '_X0041_',
  '_xzzzz_',
  '&',
  '<',
  '>',
  '"',
  "'",
  '&amp;',
  ']]>',
  ' ',
  '  ',
  '\n',
  '\t',
  '\u0001',
  '\u001f',
  'https://example.org/?a=1&b=2',
  'true',
  '1e5',
  '00123',
]

/** A text that people or programs might have in a cell. */
export function anyText(ink: Ink): string {
  return Array.from({ length: ink.below(6) }, () => ink.one(PIECES)).join('')
}

/** Any cell, in any way of writing it. */
export function anyCell(room: CellRoom): Written {
  const { ink } = room
  const style = ink.maybe() ? ink.below(room.formats.length) : undefined
  // Without a date format, SheetJS takes a moment for a number.
  const moment = ink.plain ? numberCell : momentCell
  const make = ink.one([
    emptyCell,
    sharedCell,
    sharedCell,
    inlineCell,
    formulaText,
    booleanCell,
    errorCell,
    numberCell,
    numberCell,
    moment,
  ])
  return make(room, style)
}

function emptyCell(_: CellRoom, style: number | undefined): Written {
  return { type: undefined, style, inside: '', value: null }
}

function sharedCell({ ink, share }: CellRoom, style: number | undefined): Written {
  const text = anyText(ink)
  return { type: 's', style, inside: valueOf(ink, String(share(text))), value: text || null }
}

function inlineCell({ ink }: CellRoom, style: number | undefined): Written {
  const text = anyText(ink)
  return { type: 'inlineStr', style, inside: ink.element('is', {}, item(ink, text)), value: text || null }
}

/** What stands in `si` and `is`: one text, or runs of it, and what is only there to be spoken. */
export function item(ink: Ink, text: string): string {
  // SheetJS takes what is to be spoken for the text behind `<t/>`.
  const phonetic =
    ink.rarely() && (text !== '' || !ink.plain)
      ? ink.element('rPh', { sb: '0', eb: '1' }, ink.element('t', {}, 'カナ'))
      : ''
  if (ink.maybe()) return textOf(ink, text) + phonetic
  const cut = ink.below(text.length + 1)
  const run = (part: string): string => {
    const properties = ink.maybe()
      ? ink.element('rPr', {}, ink.element('b', {}) + ink.element('sz', { val: '11' }))
      : ''
    return ink.element('r', {}, properties + textOf(ink, part))
  }
  // A pair of surrogates is one character; SheetJS finds escapes that begin in one run and end in the next.
  const torn = /^[\udc00-\udfff]/.test(text.slice(cut)) || (ink.plain && text[cut - 1] === '_')
  const at = torn ? 0 : cut
  return (
    (at === 0 ? '' : run(text.slice(0, at))) +
    phonetic +
    run(text.slice(at)) +
    (ink.rarely() ? ink.element('phoneticPr', { fontId: '1' }) : '')
  )
}

function textOf(ink: Ink, text: string): string {
  const space = /^\s|\s$/.test(text) || ink.rarely() ? 'preserve' : undefined
  return ink.element('t', { 'xml:space': space }, ink.text(text))
}

function formulaText({ ink }: CellRoom, style: number | undefined): Written {
  // SheetJS resolves references and escapes of these texts twice, and the second time in bytes.
  const text = ink.plain ? anyText(ink).replaceAll(/[&_]/g, '') : anyText(ink)
  const written = ink.plain ? text.replaceAll('<', '&lt;').replaceAll(/[\u0001-\u001f]/g, ' ') : ink.text(text)
  const value = ink.plain ? text.replaceAll(/[\u0001-\u001f]/g, ' ') : text
  return { type: 'str', style, inside: formula(ink) + valueOf(ink, written), value: value || null }
}

function booleanCell({ ink }: CellRoom, style: number | undefined): Written {
  const value = ink.maybe()
  const text = ink.one(value ? ['1', 'true'] : ['0', 'false'])
  return { type: 'b', style, inside: maybeFormula(ink) + valueOf(ink, text), value }
}

function errorCell({ ink }: CellRoom, style: number | undefined): Written {
  const error = ink.one(ink.plain ? ERRORS.slice(0, 8) : ERRORS)
  return { type: 'e', style, inside: maybeFormula(ink) + valueOf(ink, error), value: { error } }
}

function numberCell({ ink, formats, date1904 }: CellRoom, style: number | undefined): Written {
  const kind = style === undefined ? 'general' : (formats[style]?.[1] ?? 'general')
  const value = numberFor(ink, kind)
  const type = ink.one([undefined, 'n'])
  return {
    type,
    style,
    inside: maybeFormula(ink) + valueOf(ink, numberText(ink, value)),
    value: shown(value, kind, formats[style ?? 0]?.[0], date1904),
  }
}

/** Dates that calendars and SheetJS agree on; the others are examples of their own. */
function numberFor(ink: Ink, kind: FormatKind): number {
  const seconds = ink.below(86_400) / 86_400
  switch (kind) {
    case 'date':
    case 'date-time':
      return 61 + ink.below(2_900_000) + (ink.maybe() ? seconds : 0)
    case 'time':
      return seconds
    case 'padded':
      return ink.below(100_000)
    default:
      // Minus zero is written as zero.
      return (
        ink.one([
          () => ink.below(100_000),
          () => -ink.below(1000),
          () => ink.g(fc.double, { noNaN: true, noDefaultInfinity: true }),
          () => ink.below(1_000_000) / 100,
          () => ink.g(fc.maxSafeInteger),
        ])() || 0
      )
  }
}

function numberText(ink: Ink, value: number): string {
  return ink.one([String(value), String(value), value.toExponential().toUpperCase(), value.toPrecision(17)])
}

/** What a number means, computed by the calendar of the language. */
function shown(value: number, kind: FormatKind, code: string | number | undefined, date1904: boolean): Cell {
  const moment = new Date(Math.round((value - 25_569 + (date1904 ? 1462 : 0)) * 86_400) * 1000)
  if (kind === 'date') return moment.toISOString().slice(0, 10)
  if (kind === 'date-time') return moment.toISOString().slice(0, 19)
  if (kind === 'time') return moment.toISOString().slice(11, 19)
  return kind === 'padded' ? String(value).padStart(String(code).length, '0') : value
}

/** A moment written as text, without a format that would show a part of it only. */
function momentCell({ ink }: CellRoom): Written {
  const moment = new Date(
    Date.UTC(1950 + ink.below(100), ink.below(12), 1 + ink.below(28)) + ink.below(2) * ink.below(86_400) * 1000,
  )
  const [day = '', time = ''] = moment.toISOString().slice(0, 19).split('T')
  const midnight = time === '00:00:00'
  const text = midnight && ink.maybe() ? day : `${day}T${time}${ink.one(['', 'Z', '.000'])}`
  return { type: 'd', style: undefined, inside: valueOf(ink, text), value: midnight ? day : `${day}T${time}` }
}

function valueOf(ink: Ink, inside: string): string {
  return `<${ink.prefix}v>${inside}</${ink.prefix}v>`
}

function maybeFormula(ink: Ink): string {
  return ink.rarely(4) ? formula(ink) : ''
}

function formula(ink: Ink): string {
  const shared = { t: 'shared', ref: 'A1:A9', si: '0' }
  return ink.element(
    'f',
    ink.one([{}, shared, { t: 'shared', si: '0' }, { t: 'array', ref: 'A1:B2' }]),
    ink.one(['1+1', 'A1&amp;"v"', '']),
  )
}

import type { Cell } from '../cells.ts'
import type { Notation } from '../configuration.ts'

/** Marks between thousands that are never a decimal mark: spaces of all widths and apostrophes. */
const NEUTRAL_GROUPS = /[\s\u00a0\u2009\u202f'’]/gu

/** `1 234` and `1'234`: a neutral mark must stand before exactly three digits. */
const NEUTRALLY_GROUPED = /^[+-]?\d{1,3}([\s\u00a0\u2009\u202f'’]\d{3})+([.,]\d*)?$/u

/** Adding 0 turns -0 into 0, so that one number has one form. */
function parsed(text: string): number | null {
  const number = Number(text)
  return text === '' || !Number.isFinite(number) ? null : number + 0
}

const PLAIN = {
  ',': { ungrouped: /^[+-]?\d*(,\d*)?$/u, grouped: /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/u, group: '.' },
  '.': { ungrouped: /^[+-]?\d*(\.\d*)?$/u, grouped: /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/u, group: ',' },
} as const

/** The text as programs write numbers, or null if it is none with this decimal mark. */
function plain(text: string, decimal: '.' | ','): string | null {
  const { ungrouped, grouped, group } = PLAIN[decimal]
  if (!/\d/u.test(text) || !(ungrouped.test(text) || grouped.test(text))) return null
  return text.replaceAll(group, '').replace(decimal, '.')
}

/**
 * The number a text stands for, or null. The notation decides what a single mark means (`1.234` is 1234 where the
 * comma is decimal). A text with both marks says by itself which is which: `1.234,50` and `1,234.50` are always read.
 */
function parseNumber(text: string, notation: Notation): number | null {
  const trimmed = text.trim().replace(/^[\u2212\u2013]/u, '-')
  if (/[\s\u00a0\u2009\u202f'’]/u.test(trimmed) && !NEUTRALLY_GROUPED.test(trimmed)) return null
  const tight = trimmed.replace(NEUTRAL_GROUPS, '')
  const comma = tight.lastIndexOf(',')
  const point = tight.lastIndexOf('.')
  const bothMarks = comma >= 0 && point >= 0
  const decimal = bothMarks ? (comma > point ? ',' : '.') : notation.decimal
  const readable = plain(tight, decimal)
  if (readable !== null) return parsed(readable)
  // What programs write: 1.5e3. The point is decimal there in every language.
  return /^[+-]?\d+(\.\d+)?e[+-]?\d+$/iu.test(tight) ? parsed(tight) : null
}

/** A number cell as a person reads it: no exponent for whole numbers, and no zeros that are not there. */
export function numberText(number: number): string {
  return Number.isInteger(number) && Math.abs(number) >= 1e21 ? BigInt(number).toString() : String(number + 0)
}

/** The number in a cell, from a number or a text; null if there is none. */
export function cellNumber(cell: Cell, notation: Notation): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell + 0 : null
  return typeof cell === 'string' ? parseNumber(cell, notation) : null
}

const POINT = 0x2e
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39

/** Below these, mantissa and power of ten are exact, and so their quotient is the nearest double (Clinger 1990). */
const EXACT_DIGITS = 15
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

/** A number as XML Schema writes it (`-12.5`, `1E-3`), read from its bytes; NaN if it is none. */
export function readNumber(bytes: Buffer, from: number, to: number): number {
  let at = from
  const negative = bytes[at] === MINUS
  if (negative) at++
  const start = at
  let mantissa = 0
  let point = -1
  for (; at < to; at++) {
    const byte = bytes[at] as number
    if (byte >= ZERO && byte <= NINE) mantissa = mantissa * 10 + (byte - ZERO)
    else if (byte === POINT && point < 0) point = at
    else return readAnyNumber(bytes, from, to)
  }
  const digits = at - start - (point < 0 ? 0 : 1)
  if (digits === 0 || digits > EXACT_DIGITS) return readAnyNumber(bytes, from, to)
  const value = point < 0 ? mantissa : mantissa / (POWERS[at - point - 1] as number)
  return negative ? -value : value
}

/** Longer numbers, exponents and spaces around them, as the language itself reads them. */
function readAnyNumber(bytes: Buffer, from: number, to: number): number {
  const text = bytes.toString('latin1', from, to).trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}

/** A number of digits only, as in indexes and references; -1 if it is none. */
export function readIndex(bytes: Buffer, from: number, to: number): number {
  if (to === from || to - from > 10) return -1
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

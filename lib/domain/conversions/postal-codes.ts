/**
 * How many digits postal codes of a country have, for countries where some begin with a zero: the zeros that a
 * spreadsheet takes away from what it holds for a number. Source: Universal Postal Union, postal addressing systems.
 */
const DIGITS: Readonly<Record<string, number>> = {
  AU: 4,
  DE: 5,
  DK: 4,
  ES: 5,
  FI: 5,
  FR: 5,
  IT: 5,
  MX: 5,
  NO: 4,
  RO: 6,
  SK: 5,
  TR: 5,
  US: 5,
}

/** More zeros than two no code begins with; a shorter number is something else. */
const MOST_ZEROS = 2

/** A postal code with the zeros in front that it lost as a number, if its country (ISO code) is known to have such codes. */
export function wholePostalCode(code: string, country: string | undefined): string {
  const digits = country === undefined ? undefined : DIGITS[country]
  if (digits === undefined || !/^\d+$/u.test(code)) return code
  const missing = digits - code.length
  return missing > 0 && missing <= MOST_ZEROS ? code.padStart(digits, '0') : code
}

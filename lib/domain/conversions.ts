import { cellText, isCellError } from './cells.ts'
import type { Cell } from './cells.ts'
import type { Notation } from './configuration.ts'
import { countryCode } from './conversions/countries.ts'
import { findDate, findDateTime, findTime } from './conversions/dates.ts'
import type { Found } from './conversions/dates.ts'
import { isLink, toFiles } from './conversions/links.ts'
import { cellNumber, numberText } from './conversions/numbers.ts'
import { EMPTY, invalid, value } from './conversions/results.ts'
import type { Conversion } from './conversions/results.ts'
import type { Field, SelectionOption } from './record-types/types.ts'

const YES: ReadonlySet<string> = new Set(['ja', 'j', 'yes', 'y', 'wahr', 'true', 'x', '1', 'ok'])
const NO: ReadonlySet<string> = new Set(['nein', 'n', 'no', 'falsch', 'false', '0', '-'])

/** Deliberately simple: one @, no spaces, a dot in the domain. What a mail server takes, only sending tells. */
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/u

/** A cell as text: numbers as their digits, line ends as LF, one Unicode form, no halves of characters. */
export function shownText(cell: Cell): string {
  if (isCellError(cell)) return cell.error
  if (typeof cell === 'number') return numberText(cell)
  return cellText(cell).toWellFormed().normalize('NFC').replace(/\r\n?/gu, '\n')
}

function withinLength(text: string, field: Field): Conversion {
  const longest = field.rule?.maxLength
  if (longest !== undefined && text.length > longest) {
    return invalid(
      'too-long',
      `"${text.slice(0, 40)}…" has ${text.length} characters; at most ${longest} fit into ${field.label.en}.`,
    )
  }
  const pattern = field.rule?.pattern
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(text)) {
    return invalid('pattern', `"${text}" is not allowed in ${field.label.en}. ${field.help.en}`)
  }
  return value(text)
}

function withinRange(number: number, field: Field): Conversion {
  const { min = -Infinity, max = Infinity, also = [] } = field.rule ?? {}
  if ((number >= min && number <= max) || also.includes(number)) return value(number)
  return invalid('out-of-range', `${numberText(number)} is out of range for ${field.label.en}. ${field.help.en}`)
}

function toNumber(cell: Cell, field: Field, notation: Notation): Conversion {
  const number = cellNumber(cell, notation)
  if (number === null) return invalid('not-a-number', `"${shownText(cell)}" is not a number.`)
  if (field.type === 'integer' && !Number.isSafeInteger(number)) {
    return invalid('not-an-integer', `"${shownText(cell)}" is not a whole number.`)
  }
  return withinRange(number, field)
}

const MOMENT_NAMES = { date: 'date', time: 'time of day', 'date-time': 'date with a time' } as const

function toMoment(cell: Cell, type: keyof typeof MOMENT_NAMES, found: Found): Conversion {
  if (found === 'none') return invalid(`not-a-${type}`, `"${shownText(cell)}" is not a ${MOMENT_NAMES[type]}.`)
  if (found === 'impossible') {
    return invalid(`no-such-${type}`, `"${shownText(cell)}" is a ${MOMENT_NAMES[type]} that does not exist.`)
  }
  return value(found.found)
}

function toYesNo(cell: Cell): Conversion {
  if (typeof cell === 'boolean') return value(cell)
  const word = shownText(cell).toLowerCase()
  if (YES.has(word)) return value(true)
  return NO.has(word) ? value(false) : invalid('not-yes-or-no', `"${shownText(cell)}" is neither yes nor no.`)
}

const words = new Intl.Collator('de', { sensitivity: 'accent' })
const sameWord = (a: string, b: string): boolean => words.compare(a, b) === 0

function findOption(text: string, options: readonly SelectionOption[]): SelectionOption | undefined {
  return (
    options.find((option) => option.key === text) ??
    options.find(({ label }) => label.en === text || label.de === text) ??
    options.find((option) => [option.key, option.label.en, option.label.de].some((name) => sameWord(name, text)))
  )
}

/** A list of options is named in the reason of every row that misses it. */
const MOST_NAMED = 12

function unknownOption(text: string, options: readonly SelectionOption[]): Conversion {
  const named = options.slice(0, MOST_NAMED).map((option) => `${option.key} (${option.label.en})`)
  const more = options.length > named.length ? ` and ${options.length - named.length} more` : ''
  const known = `${named.join(', ')}${more}`
  return invalid('unknown-option', `"${text}" is none of the values of this selection: ${known}.`)
}

function toSelection(text: string, field: Field): Conversion {
  const options = field.rule?.options ?? []
  const option = findOption(text, options)
  return option === undefined ? unknownOption(text, options) : value(option.key)
}

function toSelections(text: string, field: Field): Conversion {
  const options = field.rule?.options ?? []
  const parts = text.split(/[,;|\n]/u).map((part) => part.trim())
  const keys = new Set<string>()
  for (const part of parts.filter((entry) => entry !== '')) {
    const option = findOption(part, options)
    if (option === undefined) return unknownOption(part, options)
    keys.add(option.key)
  }
  // In the order of the options, so that the order in the file makes no difference.
  return keys.size === 0 ? EMPTY : value(options.map((option) => option.key).filter((key) => keys.has(key)))
}

function toCountry(text: string): Conversion {
  const code = countryCode(text)
  return code === null
    ? invalid('unknown-country', `"${text}" is not a country name or ISO code Muster knows.`)
    : value(code)
}

/**
 * What a cell means for a field, in the file's notation. Dates, times and date-times become ISO text to the second
 * (`2026-04-23`, `08:30:00`, `2026-04-23T08:30:00`), selections their key, countries their ISO code. A reference
 * stays the text it was given; whether it points to a record is the plan's to say.
 */
export function convertCell(cell: Cell, field: Field, notation: Notation): Conversion {
  if (isCellError(cell)) return invalid('error-cell', `The cell holds the error ${cell.error} instead of a value.`)
  const text = shownText(cell)
  if (text === '') return EMPTY
  switch (field.type) {
    case 'text':
    case 'multiline':
    case 'phone':
    case 'reference':
    case 'identifier':
      return withinLength(text, field)
    case 'email':
      return EMAIL.test(text)
        ? withinLength(text, field)
        : invalid('not-an-email', `"${text}" is not an e-mail address.`)
    case 'link':
      return isLink(text) ? withinLength(text, field) : invalid('not-a-link', `"${text}" is not a web address.`)
    case 'integer':
    case 'number':
      return toNumber(cell, field, notation)
    case 'date':
      return toMoment(cell, 'date', findDate(cell, notation))
    case 'time':
      return toMoment(cell, 'time', findTime(cell, notation))
    case 'date-time':
      return toMoment(cell, 'date-time', findDateTime(cell, notation))
    case 'yes-no':
      return toYesNo(cell)
    case 'selection':
      return toSelection(text, field)
    case 'multi-selection':
      return toSelections(text, field)
    case 'files':
      return toFiles(text, field)
    case 'country':
      return toCountry(text)
  }
}

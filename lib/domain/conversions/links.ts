import type { Field } from '../record-types/types.ts'
import { EMPTY, invalid, value } from './results.ts'
import type { Conversion } from './results.ts'

/** What browsers take. A longer text is no web address, before a pattern takes long over its dots and colons. */
const LONGEST_LINK = 2048
const LINK = /^(https?:\/\/)?[^\s/?#@]+\.[^\s/?#@.]{2,}([/?#:]\S*)?$/iu

/** Whether a text is a web address, with or without https://. */
export function isLink(text: string): boolean {
  return text.length <= LONGEST_LINK && LINK.test(text)
}

const BEGINS_A_LINK = /^(https?:\/\/|www\.)/iu

/**
 * A comma or semicolon is a mark between two addresses only before a space, the end, or what begins an address: inside an
 * address it may stand as well.
 */
const MARKS = new Set([',', ';', '|'])
const BEFORE_A_LINK = /[,;|](?=https?:\/\/|www\.)/iu

/** Without marks at its ends. A loop, because a pattern would take long over a cell of nothing but marks. */
function withoutMarks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && MARKS.has(text.charAt(from))) from += 1
  while (to > from && MARKS.has(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

const MOST_FILES = 50

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/**
 * The links to files in a text, each once, in its order. Each must show by its beginning that it is an address: a piece
 * of a file's name with a space in it would otherwise pass for one.
 */
export function toFiles(text: string, field: Field): Conversion {
  const parts = text.split(/\s/u).flatMap((part) => part.split(BEFORE_A_LINK))
  const links = [...new Set(parts.map(withoutMarks).filter((part) => part !== ''))]
  const longest = field.rule?.maxLength ?? LONGEST_LINK
  for (const link of links) {
    if (!BEGINS_A_LINK.test(link) || !isLink(link)) {
      return invalid(
        'not-a-link',
        `"${shortened(link)}" is not a web address that begins with https:// (a space in one is written %20).`,
      )
    }
    if (link.length > longest) {
      return invalid('too-long', `"${shortened(link)}" has ${link.length} characters; at most ${longest} fit.`)
    }
  }
  if (links.length > MOST_FILES) {
    return invalid('too-many', `${links.length} links are more than ${field.label.en} takes: at most ${MOST_FILES}.`)
  }
  return links.length === 0 ? EMPTY : value(links)
}

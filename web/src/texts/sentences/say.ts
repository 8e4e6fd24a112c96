import type { Catalogue, Entry, Kind, Labels } from './catalogue.ts'
import { capture, createPattern, type Captures, type Pattern } from './pattern.ts'

/** How a language writes what is in no catalogue. */
export interface Manners {
  readonly locale: string
  /** Around a name, and between two that are listed. */
  readonly quotes: readonly [string, string]
  readonly and: string
  readonly or: string
}

/** Says a sentence of the server in another language; undefined if the catalogue has none that fits. */
export type Translate = (sentence: string, labels?: Labels) => string | undefined

const NO_LABELS: Labels = new Map()
/** A page of a preview has some thousand reasons, and most of them are shown again. */
const MOST_REMEMBERED = 20_000
const SENTENCE_ENDS = /(?<=[.!?…)]) (?=\S)/gu
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/u
const OPTION = /^(\S+) \((.*)\)$/su

/**
 * Makes the translator of a catalogue: looks for the pattern that fits a sentence and says the most, and puts what varies
 * into the other language's sentence. What is one sentence after another is tried as a whole first, then one by one.
 * `used` is told each entry that was taken, and what stood in its placeholders.
 */
export function createTranslator(
  catalogue: Catalogue,
  manners: Manners,
  used?: (entry: Entry, captures: Captures) => void,
): Translate {
  const index = createIndex(catalogue)
  const memories = new WeakMap<Labels, Map<string, string | undefined>>()

  function translate(sentence: string, labels: Labels): string | undefined {
    const memory = memories.get(labels) ?? new Map<string, string | undefined>()
    memories.set(labels, memory)
    if (memory.has(sentence)) return memory.get(sentence)
    const said = whole(sentence, labels) ?? oneByOne(sentence, labels)
    if (memory.size >= MOST_REMEMBERED) memory.clear()
    memory.set(sentence, said)
    return said
  }

  function whole(sentence: string, labels: Labels): string | undefined {
    for (const pattern of index(sentence)) {
      const captures = capture(pattern, sentence)
      const said = captures && filled(pattern, captures, labels)
      if (captures === undefined || said === undefined) continue
      used?.(pattern.entry, captures)
      return said
    }
    return undefined
  }

  function oneByOne(text: string, labels: Labels): string | undefined {
    for (const { index: at } of text.matchAll(SENTENCE_ENDS)) {
      const first = whole(text.slice(0, at), labels)
      const rest = first === undefined ? undefined : translate(text.slice(at + 1), labels)
      if (rest !== undefined) return `${first} ${rest}`
    }
    return undefined
  }

  function filled({ translated }: Pattern, captures: Captures, labels: Labels): string | undefined {
    const values = new Map<string, string>()
    for (const [name, { kind, value }] of captures) {
      const said = converted(kind, value, labels)
      if (said === undefined) return undefined
      values.set(name, said)
    }
    return translated.map((piece) => (typeof piece === 'string' ? piece : (values.get(piece.name) ?? ''))).join('')
  }

  function converted(kind: Kind, value: string, labels: Labels): string | undefined {
    switch (kind) {
      case 'text':
        return value
      case 'number':
        return numberIn(manners, value)
      case 'moment':
        return momentIn(manners, value)
      case 'names':
        return namesIn(manners, value)
      case 'label':
        return labelled(value, labels)
      case 'word':
        return translate(value, labels) ?? value
      case 'sentence':
        return translate(value, labels)
      case 'list':
        return listed(value, labels)
    }
  }

  function listed(value: string, labels: Labels): string {
    return value
      .split(/(, | or )/u)
      .map((part, place) => {
        if (place % 2 === 1) return part === ' or ' ? ` ${manners.or} ` : part
        const option = OPTION.exec(part)
        const [, key = '', label = ''] = option ?? []
        if (option !== null && labels.has(label)) return `${key} (${labelled(label, labels)})`
        return labels.has(part) ? labelled(part, labels) : (translate(part, labels) ?? part)
      })
      .join('')
  }

  return (sentence, labels = NO_LABELS) => translate(sentence, labels)
}

/** Patterns by the letter they begin with, those that say the most first: few of hundreds are ever tried. */
function createIndex(catalogue: Catalogue): (sentence: string) => readonly Pattern[] {
  const patterns = catalogue.map(createPattern).sort((one, other) => other.rank - one.rank)
  const letters = new Set(patterns.map(({ begin }) => begin.charAt(0)))
  const byLetter = new Map(
    [...letters].map((letter) => [letter, patterns.filter(({ begin }) => begin === '' || begin.startsWith(letter))]),
  )
  const open = patterns.filter(({ begin }) => begin === '')
  return (sentence) => byLetter.get(sentence.charAt(0)) ?? open
}

/** Labels stand within sentences in small letters too. */
function labelled(value: string, labels: Labels): string {
  return labels.get(value) ?? labels.get(value.toLowerCase()) ?? value
}

function numberIn({ locale }: Manners, value: string): string {
  const isGrouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(value)
  if (!isGrouped && !/^[-+]?\d+\.\d+$/u.test(value)) return value
  const [decimal = '.', group = ','] = ['decimal', 'group'].map(
    (part) => new Intl.NumberFormat(locale).formatToParts(11_111.1).find(({ type }) => type === part)?.value,
  )
  return value.replace(/[.,]/gu, (sign) => (sign === ',' ? group : decimal))
}

function momentIn({ locale }: Manners, value: string): string {
  if (!MOMENT.test(value) || Number.isNaN(Date.parse(value))) return value
  // A day alone is that day everywhere.
  return value.length === 10
    ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(value))
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(value))
}

function namesIn({ quotes: [open, close], and }: Manners, value: string): string {
  if (!value.startsWith('"')) return value
  return value
    .replace(/^"/u, open)
    .replaceAll(/"(, | \+ | and )"/gu, (_, between: string) => {
      return `${close}${between === ' and ' ? ` ${and} ` : between}${open}`
    })
    .replace(/"(, …)?$/u, `${close}$1`)
}

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

/** A sentence said in the other language, and how many letters of it nobody but who wrote them could vouch for. */
interface Said {
  readonly text: string
  readonly free: number
}

/**
 * Makes the translator of a catalogue: looks for the patterns that fit a sentence, and puts what varies into the other
 * language's sentence. Where several fit, the one that explains most of the sentence is meant: what has the fewest letters
 * in its placeholders. The same decides between one sentence and several, one after another. `used` is told each entry that
 * was taken, and what stood in its placeholders.
 */
export function createTranslator(
  catalogue: Catalogue,
  manners: Manners,
  used?: (entry: Entry, captures: Captures) => void,
): Translate {
  const index = createIndex(catalogue)
  const memories = new WeakMap<Labels, Map<string, Said | undefined>>()

  function translate(sentence: string, labels: Labels): Said | undefined {
    const memory = memories.get(labels) ?? new Map<string, Said | undefined>()
    memories.set(labels, memory)
    if (memory.has(sentence)) return memory.get(sentence)
    const one = whole(sentence, labels)
    const said = one?.free === 0 ? one : better(one, several(sentence, labels))
    if (memory.size >= MOST_REMEMBERED) memory.clear()
    memory.set(sentence, said)
    return said
  }

  function whole(sentence: string, labels: Labels): Said | undefined {
    let best: (Said & { readonly taken: () => void }) | undefined
    for (const pattern of index(sentence)) {
      const captures = capture(pattern, sentence)
      const said = captures && filled(pattern, captures, labels)
      if (captures === undefined || said === undefined || (best !== undefined && best.free <= said.free)) continue
      best = { ...said, taken: () => used?.(pattern.entry, captures) }
    }
    best?.taken()
    return best
  }

  /** Sentences one after another; undefined unless each is known. */
  function several(text: string, labels: Labels): Said | undefined {
    let best: Said | undefined
    for (const { index: at } of text.matchAll(SENTENCE_ENDS)) {
      const first = whole(text.slice(0, at), labels)
      const rest = first && translate(text.slice(at + 1), labels)
      if (first === undefined || rest === undefined) continue
      best = better(best, { text: `${first.text} ${rest.text}`, free: first.free + rest.free })
    }
    return best
  }

  function filled({ translated }: Pattern, captures: Captures, labels: Labels): Said | undefined {
    const values = new Map<string, string>()
    let free = 0
    for (const [name, { kind, value }] of captures) {
      const said = converted(kind, value, labels)
      if (said === undefined) return undefined
      values.set(name, said.text)
      free += said.free
    }
    const text = translated
      .map((piece) => (typeof piece === 'string' ? piece : (values.get(piece.name) ?? '')))
      .join('')
    return { text, free }
  }

  function converted(kind: Kind, value: string, labels: Labels): Said | undefined {
    const as = (text: string): Said => ({ text, free: value.length })
    switch (kind) {
      case 'text':
        return as(value)
      case 'number':
        return as(numberIn(manners, value))
      case 'moment':
        return as(momentIn(manners, value))
      case 'names':
        return as(namesIn(manners, value))
      case 'label':
        return labelled(value, labels) ?? as(value)
      case 'word':
        return translate(value, labels) ?? as(value)
      case 'sentence':
        return translate(value, labels)
      case 'list':
        return listed(value, labels)
    }
  }

  function listed(value: string, labels: Labels): Said {
    const parts = value.split(/(, | or )/u).map((part, place): Said => {
      if (place % 2 === 1) return { text: part === ' or ' ? ` ${manners.or} ` : part, free: 0 }
      const [, key = '', label = ''] = OPTION.exec(part) ?? []
      const option = labelled(label, labels)
      if (option !== undefined) return { text: `${key} (${option.text})`, free: key.length }
      return labelled(part, labels) ?? translate(part, labels) ?? { text: part, free: part.length }
    })
    return { text: parts.map(({ text }) => text).join(''), free: parts.reduce((sum, { free }) => sum + free, 0) }
  }

  return (sentence, labels = NO_LABELS) => translate(sentence, labels)?.text
}

/** The one that explains more; of two that explain the same, the first. */
function better(one: Said | undefined, other: Said | undefined): Said | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.free < one.free ? other : one
}

/** Patterns by the letter they begin with: few of hundreds are ever tried. */
function createIndex(catalogue: Catalogue): (sentence: string) => readonly Pattern[] {
  const patterns = catalogue.map(createPattern)
  const letters = new Set(patterns.map(({ begin }) => begin.charAt(0)))
  const byLetter = new Map(
    [...letters].map((letter) => [letter, patterns.filter(({ begin }) => begin === '' || begin.startsWith(letter))]),
  )
  const open = patterns.filter(({ begin }) => begin === '')
  return (sentence) => byLetter.get(sentence.charAt(0)) ?? open
}

/** Labels stand within sentences in small letters too. */
function labelled(value: string, labels: Labels): Said | undefined {
  const text = labels.get(value) ?? labels.get(value.toLowerCase())
  return text === undefined ? undefined : { text, free: 0 }
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

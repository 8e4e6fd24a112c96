import { KINDS, type Entry, type Kind } from './catalogue.ts'

interface Placeholder {
  readonly name: string
  readonly kind: Kind
}
type Piece = string | Placeholder

/** An entry made ready to be looked for. */
export interface Pattern {
  readonly entry: Entry
  readonly english: readonly Piece[]
  readonly translated: readonly Piece[]
  readonly begin: string
  readonly end: string
  readonly form: RegExp
}

/** What stood in the place of each placeholder. */
export type Captures = ReadonlyMap<string, { readonly kind: Kind; readonly value: string }>

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/u

const isKind = (text: string): text is Kind => KINDS.some((kind) => kind === text)

function piecesOf(text: string): Piece[] {
  const found = PLACEHOLDER.exec(text)
  if (found === null) return text === '' ? [] : [text]
  const [whole, name = '', kind = 'text'] = found
  if (!isKind(kind)) throw new Error(`There is no kind "${kind}" of placeholder: ${text}`)
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + whole.length)]
  return [...(before === '' ? [] : [before]), { name, kind }, ...piecesOf(after)]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/** Nothing but numbers are numbers; all else may hold anything, line breaks and quotation marks too. */
const formOf = (kind: Kind): string => (kind === 'number' ? '([-+]?\\d[\\d.,]*(?:e[-+]?\\d+)?)' : '([^]*?)')

/** Makes an entry ready. Throws for a kind of placeholder that does not exist. */
export function createPattern(entry: Entry): Pattern {
  const [english, translated] = [piecesOf(entry[0]), piecesOf(entry[1])]
  const [begin, end] = [english[0], english.at(-1)]
  return {
    entry,
    english,
    translated,
    begin: typeof begin === 'string' ? begin : '',
    end: typeof end === 'string' ? end : '',
    form: new RegExp(
      `^${english.map((piece) => (typeof piece === 'string' ? escaped(piece) : formOf(piece.kind))).join('')}$`,
      'u',
    ),
  }
}

/** What a sentence has in the places of a pattern's placeholders; undefined if it does not fit. */
export function capture(pattern: Pattern, sentence: string): Captures | undefined {
  // Most patterns are ruled out by their ends, without a look at what is between.
  if (!sentence.startsWith(pattern.begin) || !sentence.endsWith(pattern.end)) return undefined
  const found = pattern.form.exec(sentence)
  if (found === null) return undefined
  const places = pattern.english.filter((piece) => typeof piece !== 'string')
  return new Map(places.map(({ name, kind }, place) => [name, { kind, value: found[place + 1] ?? '' }]))
}

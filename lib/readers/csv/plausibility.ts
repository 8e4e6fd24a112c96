/** The single-byte encodings that are told apart, the likeliest first. */
export const ENCODINGS = ['windows-1252', 'iso-8859-15', 'macintosh', 'windows-1250'] as const

export type SingleByteEncoding = (typeof ENCODINGS)[number]

/** What stands beside a byte: 0 anything else or nothing, 1 a small letter, 2 a capital, 3 a digit, 4 a byte above 7F. */
export type Neighbour = 0 | 1 | 2 | 3 | 4

/** A byte above 7F and what it stands between. */
export interface Place {
  readonly byte: number
  readonly before: Neighbour
  readonly after: Neighbour
}

/** Judges places by an encoding; `languages` are the sets of letters that it was made for. */
export interface Plausibility {
  readonly languages: readonly string[]
  /** From 2 (a letter of the language where one is to be expected) to -3 (a control character). */
  of(place: Place, language: string): number
}

/** Names of neighbours occur in every list of addresses. */
const EVERYWHERE = 'äöüßéšž'
/** French, Italian, Spanish and Catalan, Portuguese, Scandinavian, Icelandic, Finnish and Estonian. */
const WESTERN = ['àâæçèêëîïôœùûÿ', 'àèìíòóùî', 'áíóúñçàèòï', 'áâãàçêíóôõú', 'åæøáàèô', 'áíóúýðþæ', 'åõ'].map(
  (letters) => EVERYWHERE + letters,
)
/** Polish, Czech and Slovak, Hungarian, Slovene and Croatian, Romanian. */
const CENTRAL = ['ąćęłńóśźż', 'áčďěíľňóôřťúůý', 'áíóőúű', 'čćđ', 'ăâîşţ'].map((letters) => EVERYWHERE + letters)

const LANGUAGES: Readonly<Record<SingleByteEncoding, readonly string[]>> = {
  'windows-1252': WESTERN,
  'iso-8859-15': WESTERN,
  'windows-1250': CENTRAL,
  macintosh: WESTERN,
}

/** Signs that people type, or their word processors for them. */
const SIGNS = new Set('€£§°©®™«»„“”‚‘’›‹–—…²³½¼¾µ·•×±ºª´¡¿\u00a0')
/** Those among them that stand between two letters: apostrophes, and what nobody sees. */
const WITHIN_WORDS = new Set('’´·\u00a0\u00ad')
const DASHES = new Set('–—')

/** How plausible the bytes above 7F are in an encoding, judged by what stands beside them. */
export function plausibility(encoding: SingleByteEncoding): Plausibility {
  const decoder = new TextDecoder(encoding)
  const characters = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)))
  return {
    languages: LANGUAGES[encoding],
    of: ({ byte, before, after }, language) => {
      const character = characters[byte] ?? ''
      if (/\p{Cc}/u.test(character)) return -3
      if (/\p{L}/u.test(character) && !SIGNS.has(character)) return letter(character, before, after, language)
      return sign(character, before, after)
    },
  }
}

function letter(character: string, before: Neighbour, after: Neighbour, language: string): number {
  const small = character.toLowerCase()
  const isCapital = small !== character
  // In the middle of a word.
  if (isCapital && (before === 1 || (before === 2 && after === 1))) return -2
  // On its own or beside a number, it proves nothing.
  if (!isLetter(before) && !isLetter(after)) return 0
  if (before === 3 || after === 3) return 0
  return language.includes(small) ? 2 : -1
}

function sign(character: string, before: Neighbour, after: Neighbour): number {
  if (!isLetter(before) || !isLetter(after)) return SIGNS.has(character) ? 2 : -1
  if (WITHIN_WORDS.has(character)) return 2
  return DASHES.has(character) ? 1 : -2
}

/** A byte above 7F most often is a letter too. */
function isLetter(neighbour: Neighbour): boolean {
  return neighbour === 1 || neighbour === 2 || neighbour === 4
}

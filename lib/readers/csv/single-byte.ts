import { pieces, type ByteSource } from '../bytes.ts'
import { ENCODINGS, plausibility, type Neighbour, type SingleByteEncoding } from './plausibility.ts'
import { countByte } from './survey.ts'
import { wordAt } from './words.ts'

export type { SingleByteEncoding }

/** A byte above 7F between two neighbours: how often it occurs so in the file, and where first. */
interface Occurrence {
  readonly byte: number
  readonly before: Neighbour
  readonly after: Neighbour
  count: number
  readonly at: number
  readonly line: number
}

interface Tally {
  /** By byte and neighbours, so that it stays small whatever the size of the file. */
  readonly occurrences: Map<number, Occurrence>
  /** Line feeds and carriage returns. */
  feeds: number
  returns: number
}

interface Verdict {
  readonly encoding: SingleByteEncoding
  readonly scores: ReadonlyMap<Occurrence, number>
  readonly total: number
}

const LF = 0x0a
const CR = 0x0d
const FALLBACK = 'windows-1252'
const NAMES: Readonly<Record<SingleByteEncoding, string>> = {
  'windows-1252': 'Windows-1252',
  'iso-8859-15': 'ISO-8859-15',
  'windows-1250': 'Windows-1250',
  macintosh: 'Mac Roman',
}

/**
 * The single-byte encoding of a text that is not UTF-8: the one in which its bytes above 7F make the most plausible
 * words of one language, Windows-1252 (what Excel writes on Western systems as "CSV") where nothing speaks against it.
 * Walks over the whole file, since the only word that tells may be the last.
 */
export async function judgeSingleBytes(
  source: ByteSource,
  chunk?: number,
): Promise<{ encoding: SingleByteEncoding; because: string }> {
  const tally = await tallyBytes(source, chunk)
  const verdicts = ENCODINGS.map((encoding) => judge(tally, encoding))
  const best = verdicts.reduce((one, other) => (other.total > one.total ? other : one))
  const fallback = verdicts.find(({ encoding }) => encoding === FALLBACK)
  const { encoding } = best
  const proof = provingOccurrence(best, best === fallback ? undefined : fallback)
  if (!proof) return { encoding, because: 'the file is not valid UTF-8' }
  const hex = proof.byte.toString(16).toUpperCase()
  const says = `byte ${hex} in line ${proof.line} reads "${await wordAt(source, proof.at, encoding)}"`
  if (encoding === FALLBACK) return { encoding, because: `the file is not valid UTF-8; ${says}` }
  const otherwise = await wordAt(source, proof.at, FALLBACK)
  return { encoding, because: `${says}, which would be "${otherwise}" in ${NAMES[FALLBACK]}` }
}

/** Which of the occurrences tells the encodings apart best; the first in the file if none does. */
function provingOccurrence(best: Verdict, other: Verdict | undefined): Occurrence | undefined {
  const gain = (one: Occurrence): number => (best.scores.get(one) ?? 0) - (other?.scores.get(one) ?? 0)
  return [...best.scores.keys()].reduce<Occurrence | undefined>(
    (first, one) =>
      first && (gain(first) > gain(one) || (gain(first) === gain(one) && first.at < one.at)) ? first : one,
    undefined,
  )
}

/** Adds up how plausible each occurrence is, in the language of the encoding in which the sum is highest. */
function judge({ occurrences, feeds, returns }: Tally, encoding: SingleByteEncoding): Verdict {
  const score = plausibility(encoding)
  const all = [...occurrences.values()]
  const languages = score.languages.map((language) => {
    const scores = new Map(all.map((one) => [one, score.of(one, language)]))
    return { scores, total: all.reduce((sum, one) => sum + one.count * (scores.get(one) ?? 0), 0) }
  })
  const best = languages.reduce((one, other) => (other.total > one.total ? other : one))
  // Only the old Macintosh ended lines with nothing but carriage returns, and Excel's "CSV (Macintosh)" still does.
  const isMacText = encoding === 'macintosh' && feeds === 0 && returns > 0
  return { encoding, scores: best.scores, total: best.total + (isMacText ? 1 : 0) }
}

async function tallyBytes(source: ByteSource, chunk?: number): Promise<Tally> {
  const tally: Tally = { occurrences: new Map(), feeds: 0, returns: 0 }
  // What the piece before has left: its last byte is judged when the next one is known, beside the one before it.
  let context = Buffer.from([LF])
  let at = -1
  for await (const piece of pieces(source, 0, source.size, chunk)) {
    const bytes = Buffer.concat([context, piece])
    tallyPiece(tally, bytes, at)
    at += bytes.length - 2
    context = bytes.subarray(-2)
  }
  tallyPiece(tally, Buffer.concat([context, Buffer.from([LF])]), at)
  return tally
}

/** Judges all bytes but the first and the last, which are only neighbours; `at` is the place of the first in the file. */
function tallyPiece(tally: Tally, bytes: Buffer, at: number): void {
  const end = bytes.length - 1
  let counted = 1
  const count = (to: number): void => {
    const lines = bytes.subarray(counted, to)
    tally.feeds += countByte(lines, LF)
    tally.returns += countByte(lines, CR)
    counted = to
  }
  let previous = bytes[0] ?? LF
  for (let index = 1; index < end; index++) {
    const byte = bytes[index] ?? LF
    if (byte > 0x7f) {
      const before = neighbour(previous)
      const after = neighbour(bytes[index + 1] ?? LF)
      const key = (byte << 6) | (before << 3) | after
      const known = tally.occurrences.get(key)
      if (known) known.count++
      else {
        count(index)
        const line = (tally.feeds > 0 ? tally.feeds : tally.returns) + 1
        tally.occurrences.set(key, { byte, before, after, count: 1, at: at + index, line })
      }
    }
    previous = byte
  }
  count(end)
}

/** What stands beside a byte, as far as all encodings agree on it. */
function neighbour(byte: number): Neighbour {
  if (byte > 0x7f) return 4
  if (byte >= 0x61 && byte <= 0x7a) return 1
  if (byte >= 0x41 && byte <= 0x5a) return 2
  return byte >= 0x30 && byte <= 0x39 ? 3 : 0
}

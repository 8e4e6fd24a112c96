import { createHash } from 'node:crypto'
import { Problem } from '../domain/problems.ts'
import { createSearch } from '../domain/search.ts'
import type { Now } from '../ports/clock.ts'
import { stopwatch, type PageQuery } from './pages.ts'

const USUAL_LIMIT = 100
/** A Lambda answers at most 6 MB; entries are measured before they are shown, which makes them no longer than twice. */
const MOST_CHARACTERS = 2_000_000

interface Page<Entry> {
  readonly entries: Entry[]
  readonly cursor?: string
}

function encode(key: string, line: number): string {
  return Buffer.from(JSON.stringify([key, line])).toString('base64url')
}

/** The line a cursor goes on at, of this very object: another round's preview has other lines. */
function decode(cursor: string | undefined, key: string): number {
  if (cursor === undefined) return 0
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(read) && read[0] === key && Number.isSafeInteger(read[1]) && read[1] > 0) return Number(read[1])
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw foreignCursor()
}

/** A cursor that this list did not give, or not for what is shown now. */
export function foreignCursor(): Problem {
  return new Problem('invalid-request', 'The cursor does not belong to this list.', {
    advice: 'Start again with the first page: what is shown may have been made anew.',
  })
}

/**
 * One page of the entries of a stored object.
 * @param key names the object in the cursor
 * @param lines the entries in order
 * @param wanted which of them are shown
 * @param isLate whether it has been looked for long enough: then the page ends with what was found, behind what was looked at
 * @throws Problem `invalid-request` for a cursor of another object
 */
export async function pageOfEntries<Entry>(
  key: string,
  lines: AsyncIterable<Entry>,
  { cursor, limit = USUAL_LIMIT }: PageQuery,
  wanted: (entry: Entry) => boolean,
  isLate: () => boolean = () => false,
): Promise<Page<Entry>> {
  const from = decode(cursor, key)
  const entries: Entry[] = []
  let characters = 0
  let line = -1
  for await (const entry of lines) {
    line += 1
    if (line < from) continue
    if (line > from && isLate()) return { entries, cursor: encode(key, line) }
    if (!wanted(entry)) continue
    const size = JSON.stringify(entry).length
    // Otherwise only an entry that is to be shown ends the page, so that its cursor leads to something.
    if (entries.length > 0 && (entries.length === limit || characters + size > MOST_CHARACTERS)) {
      return { entries, cursor: encode(key, line) }
    }
    characters += size
    entries.push(entry)
  }
  return { entries }
}

/** Of which entries of an object a page is asked for. */
export interface EntryQuery extends PageQuery {
  readonly outcome?: string | undefined
  readonly search?: string | undefined
}

/**
 * The same of entries that have outcomes: only those of one outcome, only those that contain a text. A cursor goes on
 * with the same question only: behind the same line another one would pass over entries that were never shown.
 * @param texts what of an entry is searched
 * @throws Problem `invalid-request` for a cursor of another object or question
 */
export async function pageOfOutcomes<Entry extends { readonly outcome: string }>(
  { now }: { readonly now: Now },
  key: string,
  lines: AsyncIterable<Entry>,
  { outcome, search, ...page }: EntryQuery,
  texts: (entry: Entry) => readonly unknown[],
): Promise<Page<Entry>> {
  const contains = search === undefined ? undefined : createSearch(search)
  const question = JSON.stringify([outcome, search])
  const name = `${key} ${createHash('sha256').update(question).digest('base64url').slice(0, 16)}`
  const isWanted = (entry: Entry) =>
    (outcome === undefined || entry.outcome === outcome) && (contains === undefined || contains(texts(entry)))
  return pageOfEntries(name, lines, page, isWanted, contains && stopwatch(now))
}

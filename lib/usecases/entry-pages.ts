import { Problem } from '../domain/problems.ts'
import type { PageQuery } from './pages.ts'

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
 * @throws Problem `invalid-request` for a cursor of another object
 */
export async function pageOfEntries<Entry>(
  key: string,
  lines: AsyncIterable<Entry>,
  { cursor, limit = USUAL_LIMIT }: PageQuery,
  wanted: (entry: Entry) => boolean,
): Promise<Page<Entry>> {
  const from = decode(cursor, key)
  const entries: Entry[] = []
  let characters = 0
  let line = -1
  for await (const entry of lines) {
    line += 1
    if (line < from || !wanted(entry)) continue
    const size = JSON.stringify(entry).length
    // Only an entry that is to be shown ends the page, so that a cursor always leads to something.
    if (entries.length > 0 && (entries.length === limit || characters + size > MOST_CHARACTERS)) {
      return { entries, cursor: encode(key, line) }
    }
    characters += size
    entries.push(entry)
  }
  return { entries }
}

import type { Now } from '../ports/clock.ts'

/** What a client asks of a list: how many at most, and where to go on. */
export interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  readonly cursor?: string
}

const USUAL_LIMIT = 100
/** Of the list's pages that are looked at for one page: what comes after them comes with the next page. */
const MOST_FETCHES = 10
/** A Lambda answers at most 6 MB. A page of the store has 1 MB; a character may take three bytes. */
const ENOUGH_CHARACTERS = 700_000

/**
 * One page of a list of which not everything may be shown: asks for more until the page is half full at least, the list
 * is at its end, a bounded number of its pages were looked at, or an answer holds no more. A page with a cursor may be short, or even empty.
 * @param fetch gives at most `limit` items that may be shown, and the cursor behind everything it looked at
 */
export async function pageOf<Item>(
  { cursor, limit = USUAL_LIMIT }: PageQuery,
  fetch: (page: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = []
  let next = cursor
  let fetches = 0
  let characters = 0
  do {
    fetches += 1
    const page = await fetch({ limit: limit - items.length, ...(next === undefined ? {} : { cursor: next }) })
    items.push(...page.items)
    characters += JSON.stringify(page.items).length
    next = page.cursor
    // Never for a few that are missing: a list of which little may be shown would be read one by one.
  } while (next !== undefined && items.length < limit / 2 && fetches < MOST_FETCHES && characters < ENOUGH_CHARACTERS)
  return { items, ...(next === undefined ? {} : { cursor: next }) }
}

/** How long one request looks for what is searched for, in milliseconds: the gateway waits for an answer for 29 s. */
const LOOK_FOR = 10_000

/** Says from its first question on whether it has been looked for long enough. */
export function stopwatch(now: Now): () => boolean {
  let until: number | undefined
  return () => {
    const time = Date.parse(now())
    until ??= time + LOOK_FOR
    return time >= until
  }
}

/** What can be looked through from any of its items on. */
export interface Searched<Item> {
  /** The next items, as many as are had at once, and the cursor behind them. */
  readonly next: (cursor: string | undefined) => Promise<Page<Item>>
  /** The cursor directly behind an item. */
  readonly behind: (item: Item) => string
  readonly isWanted: (item: Item) => boolean
}

/**
 * One page of what is found in a list, however rare it is: looks on until the page is full, the list is at its end, an answer
 * holds no more, or it has been looked for long enough.
 */
export async function pageOfFound<Item>(
  { now }: { readonly now: Now },
  { cursor, limit = USUAL_LIMIT }: PageQuery,
  { next, behind, isWanted }: Searched<Item>,
): Promise<Page<Item>> {
  const isLate = stopwatch(now)
  const found: Item[] = []
  let characters = 0
  let place = cursor
  do {
    const page = await next(place)
    place = page.cursor
    for (const item of page.items.filter(isWanted)) {
      if (found.push(item) < limit && (characters += JSON.stringify(item).length) < ENOUGH_CHARACTERS) continue
      const isLast = place === undefined && item === page.items.at(-1)
      return { items: found, ...(isLast ? {} : { cursor: behind(item) }) }
    }
  } while (place !== undefined && !isLate())
  return { items: found, ...(place === undefined ? {} : { cursor: place }) }
}

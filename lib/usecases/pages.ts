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

/**
 * One page of a list of which not everything may be shown: asks for more until the page is full or the list is at its end.
 * @param fetch gives at most `limit` items that may be shown, and the cursor behind everything it looked at
 */
export async function pageOf<Item>(
  { cursor, limit = USUAL_LIMIT }: PageQuery,
  fetch: (page: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = []
  let next = cursor
  do {
    const page = await fetch({ limit: limit - items.length, ...(next === undefined ? {} : { cursor: next }) })
    items.push(...page.items)
    next = page.cursor
  } while (next !== undefined && items.length < limit)
  return { items, ...(next === undefined ? {} : { cursor: next }) }
}

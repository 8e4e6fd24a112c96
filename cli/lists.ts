/** The first items of a list that may be longer. */
export async function* upTo<T>(limit: number | undefined, items: AsyncIterable<T>): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    if (++count === limit) return
  }
}

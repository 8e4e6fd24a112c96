/**
 * How many letters have to be added, left out, replaced, or swapped with their neighbour to make one text of the other
 * (optimal string alignment). Above `limit` it only says `limit + 1`: only a band of that width is looked at, so that a
 * text of any length costs no more than its length times the limit. Letters are UTF-16 units. No package was found that
 * knows both swaps and a limit (fastest-levenshtein: no swaps; damerau-levenshtein: no limit), and the domain has none.
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let start = 0
  let ends = 0
  const shorter = Math.min(one.length, other.length)
  // What both begin and end with changes nothing, and is most of two addresses of one company.
  while (start < shorter && one[start] === other[start]) start += 1
  while (ends < shorter - start && one[one.length - 1 - ends] === other[other.length - 1 - ends]) ends += 1
  return distanceWithin(one.slice(start, one.length - ends), other.slice(start, other.length - ends), limit)
}

function distanceWithin(one: string, other: string, limit: number): number {
  const far = limit + 1
  const at = (line: readonly number[], column: number): number => line[column] ?? far
  let twoAbove: readonly number[] = []
  let above: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => Math.min(column, far))
  let nearestAbove = 0
  for (let row = 1; row <= one.length; row += 1) {
    const line = new Array<number>(other.length + 1).fill(far)
    line[0] = Math.min(row, far)
    let nearest = at(line, 0)
    for (let column = Math.max(1, row - limit); column <= Math.min(other.length, row + limit); column += 1) {
      const replaced = at(above, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1)
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const swapped = isSwap ? at(twoAbove, column - 2) + 1 : far
      const least = Math.min(at(above, column) + 1, at(line, column - 1) + 1, replaced, swapped, far)
      line[column] = least
      nearest = Math.min(nearest, least)
    }
    // The next line is reached from this one, or by a swap from the one above it, which adds one.
    if (nearest > limit && nearestAbove >= limit) return far
    twoAbove = above
    above = line
    nearestAbove = nearest
  }
  return at(above, other.length)
}

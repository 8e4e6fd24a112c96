/** Milliseconds until the next look, by what is followed: work under way, or an answer that somebody owes. */
const WORKING = 1_000
const WAITING = 4_000
const SLOWEST = 15_000
/** After so long without news every look waits a little longer than the last. */
const PATIENCE = 60_000

/**
 * How often to look again at something that goes on by itself, for `refetchInterval`. Looks less often the longer nothing
 * happens, and not at all once it has ended.
 * @param pace what the last answer says of it
 * @example
 * useQuery({ queryKey, queryFn, refetchInterval: follow(paceOfImport) })
 */
export function follow<Data>(pace: (data: Data) => 'working' | 'waiting' | 'ended') {
  let since = Date.now()
  let last: unknown
  return ({ state }: { readonly state: { readonly data?: Data | undefined } }): number | false => {
    if (state.data === undefined) return WORKING
    // The query keeps the old object where nothing changed.
    if (state.data !== last) {
      last = state.data
      since = Date.now()
    }
    const now = pace(state.data)
    if (now === 'ended') return false
    const base = now === 'working' ? WORKING : WAITING
    const quiet = Date.now() - since
    return quiet < PATIENCE ? base : Math.min(base + (quiet - PATIENCE) / 10, SLOWEST)
  }
}

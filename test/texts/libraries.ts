/** What schemas say by themselves about a request that does not fit. */
export function saidByLibraries(): { place: string; english: string; expected: readonly string[] }[] {
  return []
}

const NOT_ASCII = /[^\0-\x7f]/
const MARKS = /\p{Mn}/gu

/** A text as it is compared: without accents, in capitals (so that ß is SS), compatible forms as their plain ones. */
function folded(text: string): string {
  return (NOT_ASCII.test(text) ? text.normalize('NFKD').replace(MARKS, '') : text).toUpperCase()
}

/** Between texts that are looked through together: nobody types it. */
const BORDER = '\0'

/**
 * Whether one of several values contains what a person looks for, in any case and with or without accents: `muller` finds
 * `Müller`, `STRASSE` finds `Straße`. Numbers and yes or no are compared as JSON writes them, lists value by value; what
 * is undefined or null contains nothing.
 * @param wanted not blank
 */
export function createSearch(wanted: string): (values: readonly unknown[]) => boolean {
  const needle = folded(wanted).trim()
  // Of accents alone nothing would be left, and nothing is in every text.
  const isPlain = needle === ''
  return (values) => {
    const text = values
      .flat()
      .filter((value) => value !== undefined && value !== null)
      .map(String)
      .join(BORDER)
    return isPlain ? text.includes(wanted) : folded(text).includes(needle)
  }
}

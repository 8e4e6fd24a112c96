const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', œ: 'oe' }

/** Lower case, ä and ß as people write them without them, and accents apart from their letters. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæøœ]/gu, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFKD')
}

/** A header as it is compared: without case, accents, spaces and punctuation; ä and ß as people write them without them. */
export function normaliseHeader(header: string): string {
  return plainLetters(header).replace(/[^\p{L}\p{N}]/gu, '')
}

/** A column's name is no longer; open brackets without an end would take long in a text of any length. */
const LONGEST_HEADER = 255

/** The same without what stands in brackets, e.g. a unit: "Intervall (Wochentage)". */
export function headerWithoutBrackets(header: string): string {
  return normaliseHeader(header.slice(0, LONGEST_HEADER).replace(/[([{].*?[)\]}]/gu, ' '))
}

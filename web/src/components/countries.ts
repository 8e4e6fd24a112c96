import type { Language } from '../texts/languages.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** Regions with a code of two letters that are no country. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO'])

const known = new Map<Language, readonly Choice[]>()

function findCountries(language: Language): readonly Choice[] {
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCodePoint(65 + place))
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code)
      // A withdrawn code has a successor, and is no choice of its own.
      const isCurrent = new Intl.Locale(`und-${code}`).region === code
      return name === undefined || !isCurrent || NO_COUNTRIES.has(code) ? [] : { value: code, label: name }
    })
    .sort((a, b) => a.label.localeCompare(b.label, language))
}

/** All countries with their ISO codes, in the order of their names. */
export function countries(language: Language): readonly Choice[] {
  const found = known.get(language) ?? findCountries(language)
  known.set(language, found)
  return found
}

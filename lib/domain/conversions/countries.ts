/** What people write beside ISO codes and official names: vehicle codes (no ISO code has one letter), short and former names. */
const ALIASES: Readonly<Record<string, string>> = {
  a: 'AT',
  b: 'BE',
  d: 'DE',
  e: 'ES',
  f: 'FR',
  h: 'HU',
  i: 'IT',
  l: 'LU',
  n: 'NO',
  p: 'PT',
  s: 'SE',
  fl: 'LI',
  uk: 'GB',
  usa: 'US',
  brd: 'DE',
  england: 'GB',
  grossbritannien: 'GB',
  'great britain': 'GB',
  'united kingdom': 'GB',
  holland: 'NL',
  niederlande: 'NL',
  tschechien: 'CZ',
  tschechei: 'CZ',
  'tschechische republik': 'CZ',
  'czech republic': 'CZ',
  'slovak republic': 'SK',
  'slowakische republik': 'SK',
  turkey: 'TR',
}

/** Regions with a code of two letters that are no country. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO'])

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().replace(/\s+/gu, ' ').trim()

/** Every current two-letter code, by its own text and by its names in English and German. */
function countryIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>(Object.entries(ALIASES))
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCodePoint(65 + place))
  const names = ['en', 'de'].map((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }))
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    // A withdrawn code (DD, SU) has a successor, and is not taken for a country of its own.
    const current = new Intl.Locale(`und-${code}`).region === code
    if (!current || NO_COUNTRIES.has(code) || names[0]?.of(code) === undefined) continue
    index.set(code.toLowerCase(), code)
    for (const name of names.map((locale) => locale.of(code))) if (name !== undefined) index.set(folded(name), code)
  }
  return index
}

let countries: ReadonlyMap<string, string> | undefined

/** The ISO 3166 code of a country given by code or by name in English or German, or null. */
export function countryCode(text: string): string | null {
  countries ??= countryIndex()
  return countries.get(folded(text)) ?? null
}

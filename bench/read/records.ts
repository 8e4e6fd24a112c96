/** Customers as companies keep them in their tables, made from nothing but their numbers: the same ones at every run. */

/** A value and how a sheet shows it: `date` and `moment` are numbers with a format there, and ISO text here. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'date' | 'moment'; readonly iso: string }

/** One cell; null is blank. */
export type MadeCell = Value | null

/** Representatives whose customers these are, at most. */
export const USERS = 100

const FIRST_NAMES = ['Anna', 'Björn', 'Carla', 'Dörte', 'Emil', 'Françoise', 'Günther', 'Hülya', 'Ines', 'Jörg']
const LAST_NAMES = ['Huber', 'Müller', 'Šimić', 'Weiß', 'Nováková', 'Gößler', 'Lange', 'Rossi', 'Öztürk', "O'Neill"]
const TRADES = ['Bäckerei', 'Gärtnerei', 'Autohaus', 'Apotheke', 'Café', 'Tischlerei', 'Möbelhaus', 'Elektro', 'Hotel']
const FORMS = ['GmbH', 'KG', 'e. K.', 'GmbH & Co. KG', 'OHG', 'AG', '<Söhne>']
const STREETS = ['Hauptstraße', 'Bahnhofstraße', 'An der Brücke', 'Lindenweg', 'Schloßallee', 'Mühlgasse', 'Am Markt']
const PLACES = [
  ['01067', 'Dresden', 'DE'],
  ['04109', 'Leipzig', 'DE'],
  ['06108', 'Halle (Saale)', 'DE'],
  ['09111', 'Chemnitz', 'DE'],
  ['50667', 'Köln', 'DE'],
  ['80331', 'München', 'DE'],
  ['1010', 'Wien', 'AT'],
  ['3100', 'St. Pölten', 'AT'],
  ['8001', 'Zürich', 'CH'],
] as const
const HOURS = ['Mo–Fr 8–17 Uhr', 'Mo–Fr 9–18 Uhr, Sa 9–12 Uhr', 'Mo–Do 7:30–16 Uhr', 'nach Vereinbarung']
const INTERVALS = [7, 14, 30, 60, 90, 180]
const NOTES = [
  'Parkplatz im Hof; bitte klingeln',
  'Fragt nach "Rabatt ab 10 Stück"',
  'Umbau bis Herbst',
  'Tür 3, Stiege B & C',
]
const FIRST_DAY = Date.UTC(2019, 0, 1)
const DAYS = 2_500
const DAY = 86_400_000
const MINUTE = 60_000

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = ReturnType<typeof numbers>

function pick<T>(random: Random, list: readonly [T, ...T[]] | readonly T[]): T {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new RangeError('There is nothing to pick from.')
  return one
}

const text = (value: string): MadeCell => ({ kind: 'text', text: value })
const number = (value: number): MadeCell => ({ kind: 'number', number: value })

type Maker = (random: Random, index: number) => MadeCell

function day(random: Random): number {
  return FIRST_DAY + Math.floor(random() * DAYS) * DAY
}

/** The columns: five of them have another text in nearly every row, as tables of customers have. */
const COLUMNS: readonly (readonly [string, Maker])[] = [
  ['Betreuer E-Mail', (random, index) => text(`rep${pad(userOf(random, index), 3)}@nordlicht.example`)],
  ['Kundennummer', (_, index) => text(`K-${pad(index + 1, 7)}`)],
  [
    'Firma',
    (random, index) => text(`${pick(random, TRADES)} ${pick(random, LAST_NAMES)} ${pick(random, FORMS)} ${index}`),
  ],
  [
    'Straße',
    (random) => text(`${pick(random, STREETS)} ${Math.floor(random() * 200) + 1}/${Math.floor(random() * 100) + 1}`),
  ],
  ['PLZ', (random) => text(pick(random, PLACES)[0])],
  ['Ort', (random) => text(pick(random, PLACES)[1])],
  ['Land', (random) => text(pick(random, PLACES)[2])],
  ['Telefon', (random) => text(`0${Math.floor(random() * 900) + 100} ${Math.floor(random() * 9_000_000) + 1_000_000}`)],
  ['Kunden-E-Mail', (_, index) => text(`einkauf@kunde${index + 1}.example`)],
  ['Ansprechpartner', (random) => text(`${pick(random, FIRST_NAMES)} ${pick(random, LAST_NAMES)}`)],
  ['Priorität', (random) => text(pick(random, ['A', 'B', 'C']))],
  ['Besuchsintervall (Tage)', (random) => number(pick(random, INTERVALS))],
  ['Umsatz', (random) => number(Math.round(random() * 10_000_000) / 100)],
  ['Letzter Besuch', (random) => (random() < 0.2 ? null : date(day(random)))],
  ['Angelegt am', (random) => moment(day(random) + Math.floor(1 + random() * 1_400) * MINUTE)],
  ['Aktiv', (random) => ({ kind: 'boolean', boolean: random() < 0.9 })],
  ['Breite', (random) => number(degrees(47 + random() * 7))],
  ['Länge', (random) => number(degrees(6 + random() * 9))],
  ['Öffnungszeiten', (random) => (random() < 0.3 ? null : text(pick(random, HOURS)))],
  ['Notiz', (random, index) => (random() < 0.5 ? null : text(`${pick(random, NOTES)} (${index})`))],
]

/** As coordinates are written, with six places. */
function degrees(number: number): number {
  return Number(number.toFixed(6))
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

/** The first rows name every user once. */
function userOf(random: Random, index: number): number {
  return index < USERS ? index : Math.floor(random() * USERS)
}

function date(at: number): MadeCell {
  return { kind: 'date', iso: new Date(at).toISOString().slice(0, 10) }
}

function moment(at: number): MadeCell {
  return { kind: 'moment', iso: new Date(at).toISOString().slice(0, 19) }
}

/** The titles of so many columns; after the twentieth they start again with a number behind. */
export function titles(columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => {
    const [title] = columnAt(index)
    const round = Math.floor(index / COLUMNS.length)
    return round === 0 ? title : `${title} ${round + 1}`
  })
}

/** One row of data by its place, from 0, without the header. */
export function madeRow(index: number, columns: number): MadeCell[] {
  const random = numbers(index + 1)
  return Array.from({ length: columns }, (_, column) => columnAt(column)[1](random, index))
}

/** All rows from the top, the header among them. */
export function* madeRows(rows: number, columns: number): Generator<MadeCell[]> {
  yield titles(columns).map(text)
  for (let index = 0; index < rows; index++) yield madeRow(index, columns)
}

function columnAt(index: number): readonly [string, Maker] {
  const column = COLUMNS[index % COLUMNS.length]
  if (!column) throw new RangeError(`There is no column ${index}.`)
  return column
}

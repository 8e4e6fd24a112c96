import type { z } from 'zod'
import type { newUser } from '../../lib/contracts/schemas.ts'
import type { FieldValue } from '../../lib/domain/records.ts'

/** Representatives and their customers, made from nothing but their numbers: the same ones at every run. */

export type DemoUser = z.input<typeof newUser> & { readonly email: string }

/** A value as it stands in the file. A `Date` is a day, at midnight UTC. */
export type DemoCell = string | number | Date | null

export interface DemoRow {
  /** As in the sheet, where the header is row 1. */
  readonly row: number
  /** In the order of `COLUMNS`. */
  readonly cells: readonly DemoCell[]
  /** Whose row it is; undefined where the file names nobody who has an account. */
  readonly email: string | undefined
  /** The record that must come of it; undefined where the row has to be rejected. */
  readonly fields: Readonly<Record<string, FieldValue>> | undefined
}

/** The header, with the field that each column fills. The first names the user; turnover is no field of a customer. */
export const COLUMNS = [
  ['Betreuer E-Mail', undefined],
  ['Kundennummer', 'externalId'],
  ['Firma', 'name'],
  ['Straße', 'street'],
  ['PLZ', 'zip'],
  ['Ort', 'city'],
  ['Bundesland', 'region'],
  ['Land', 'country'],
  ['Telefon', 'phone'],
  ['Mobiltelefon', 'mobile'],
  ['Kunden-E-Mail', 'email'],
  ['Webseite', 'website'],
  ['Ansprechpartner', 'contactPerson'],
  ['Priorität', 'priority'],
  ['Besuchsintervall (Tage)', 'callIntervalDays'],
  ['Besuchsdauer (Min.)', 'callDurationMinutes'],
  ['Letzter Besuch', 'lastCall'],
  ['Öffnungszeiten', 'businessHours'],
  ['Umsatz', undefined],
  ['Notiz', 'note'],
] as const satisfies readonly (readonly [string, string | undefined])[]

const FIRST_NAMES = ['Anna', 'Björn', 'Carla', 'Dörte', 'Emil', 'Françoise', 'Günther', 'Hülya', 'Ines', 'Jörg']
const LAST_NAMES = ['Huber', 'Müller', 'Šimić', 'Weiß', 'Nováková', 'Gößler', 'Lange', 'Rossi', 'Öztürk', 'Krüger']
const TRADES = ['Bäckerei', 'Gärtnerei', 'Autohaus', 'Apotheke', 'Café', 'Tischlerei', 'Möbelhaus', 'Elektro', 'Hotel']
const FORMS = ['GmbH', 'KG', 'e. K.', 'GmbH & Co. KG', 'OHG', 'AG', 'Söhne']
const STREETS = ['Hauptstraße', 'Bahnhofstraße', 'An der Brücke', 'Lindenweg', 'Schloßallee', 'Mühlgasse', 'Am Markt']
const PLACES = [
  ['01067', 'Dresden', 'Sachsen', 'DE'],
  ['04109', 'Leipzig', 'Sachsen', 'DE'],
  ['06108', 'Halle (Saale)', 'Sachsen-Anhalt', 'DE'],
  ['09111', 'Chemnitz', 'Sachsen', 'DE'],
  ['50667', 'Köln', 'Nordrhein-Westfalen', 'DE'],
  ['80331', 'München', 'Bayern', 'DE'],
  ['1010', 'Wien', 'Wien', 'AT'],
  ['3100', 'St. Pölten', 'Niederösterreich', 'AT'],
  ['8001', 'Zürich', 'Zürich', 'CH'],
] as const
const HOURS = ['Mo–Fr 8–17 Uhr', 'Mo–Fr 9–18 Uhr, Sa 9–12 Uhr', 'Mo–Do 7:30–16 Uhr', 'nach Vereinbarung']
const INTERVALS = [7, 14, 30, 60, 90, 180, 0]
const NOTES = [
  'Parkplatz im Hof, bitte klingeln.',
  'Zahlt pünktlich; fragt nach "Rabatt ab 10 Stück".',
  'Umbau bis Herbst.\nDanach größeres Sortiment möglich.',
  'Tür 3, Stiege B < 2. Stock & links',
]

/** One row in this many names a representative who has no account; one in that many lacks the customer's name. */
const NOBODY_EVERY = 2_503
const NAMELESS_EVERY = 1_009
const FIRST_DAY = Date.UTC(2024, 0, 1)
const DAYS = 700
const DAY = 86_400_000

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

function ascii(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '')
}

/** The representatives, in the order in which an import asks about them. */
export function demoUsers(count: number): readonly DemoUser[] {
  return Array.from({ length: count }, (_, index) => {
    const random = numbers(index + 1)
    const [firstName, lastName] = [pick(random, FIRST_NAMES), pick(random, LAST_NAMES)]
    const number = String(index + 1).padStart(5, '0')
    return {
      email: `rep${number}.${ascii(lastName)}@nordlicht.example`,
      employeeNumber: number,
      firstName,
      lastName,
      groups: [index % 2 === 0 ? 'Nord' : 'Süd'],
    }
  })
}

/** The rows of the file; those of the representatives are mixed. Each has at least one if there are as many rows. */
export function* demoRows(count: number, users: readonly DemoUser[]): Generator<DemoRow> {
  for (let index = 0; index < count; index++) yield demoRow(index, users)
}

/** One row by its place in the file, from 0. */
export function demoRow(index: number, users: readonly DemoUser[]): DemoRow {
  const random = numbers(index + 1_000_000)
  const user = users[index] ?? pick(random, users)
  const isNobodys = index >= users.length && index % NOBODY_EVERY === 0
  const isNameless = index >= users.length && index % NAMELESS_EVERY === 0
  const fields = { ...customer(index, random), name: isNameless ? '' : companyName(index, random) }
  const turnover = Math.round(random() * 10_000_000) / 100
  const values = new Map<string, DemoCell>(Object.entries({ ...fields, lastCall: new Date(fields.lastCall) }))
  const cells = COLUMNS.map(([title, field]): DemoCell => {
    if (field !== undefined) return values.get(field) ?? null
    return title === 'Umsatz' ? turnover : isNobodys ? 'ausgeschieden@nordlicht.example' : user.email
  })
  return {
    row: index + 2,
    cells: cells.map((cell) => (cell === '' ? null : cell)),
    email: isNobodys ? undefined : user.email,
    fields: isNameless ? undefined : withoutEmpty(fields),
  }
}

function companyName(index: number, random: Random): string {
  return `${pick(random, TRADES)} ${pick(random, LAST_NAMES)} ${pick(random, FORMS)} ${index + 1}`
}

function customer(index: number, random: Random) {
  const [zip, city, region, country] = pick(random, PLACES)
  const [first, last] = [pick(random, FIRST_NAMES), pick(random, LAST_NAMES)]
  const domain = `kunde${index + 1}.example`
  const digits = (length: number) => String(Math.floor(random() * 10 ** length)).padStart(length, '0')
  return {
    externalId: `K-${String(index + 1).padStart(6, '0')}`,
    street: `${pick(random, STREETS)} ${Math.floor(random() * 200) + 1}`,
    zip,
    city,
    region,
    country,
    phone: `+49 ${digits(3)} ${digits(7)}`,
    mobile: random() < 0.5 ? `0${digits(3)} ${digits(7)}` : '',
    email: `${ascii(first)}.${ascii(last)}@${domain}`,
    website: `https://www.${domain}`,
    contactPerson: `${first} ${last}`,
    priority: pick(random, ['A', 'B', 'C']),
    callIntervalDays: pick(random, INTERVALS),
    callDurationMinutes: 15 * (Math.floor(random() * 8) + 1),
    lastCall: new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY).toISOString().slice(0, 10),
    businessHours: pick(random, HOURS),
    note: random() < 0.3 ? pick(random, NOTES) : '',
  }
}

function withoutEmpty(fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

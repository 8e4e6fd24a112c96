import pMap from 'p-map'
import { COMPANY_DEFAULTS, type Company, type User } from '../../lib/domain/companies.ts'
import type { FieldValue, StoredRecord } from '../../lib/domain/records.ts'
import { madeRow, titles } from '../read/records.ts'
import type { Ports } from '../../lib/ports/ports.ts'

export const COMPANY: Company = { id: 'bench', name: 'Bench', ...COMPANY_DEFAULTS }
const AT = '2026-11-01T08:00:00.000Z'
const COLUMNS = 20

/** Which field of a customer each column of the made tables is; the others are the company's own. */
const FIELDS: Readonly<Record<string, string>> = {
  Kundennummer: 'externalId',
  Firma: 'name',
  Straße: 'street',
  PLZ: 'zip',
  Ort: 'city',
  Land: 'country',
  Telefon: 'phone',
  'Kunden-E-Mail': 'email',
  Ansprechpartner: 'contactPerson',
  Priorität: 'priority',
  'Besuchsintervall (Tage)': 'callIntervalDays',
  'Letzter Besuch': 'lastCall',
  Breite: 'latitude',
  Länge: 'longitude',
  Öffnungszeiten: 'businessHours',
  Notiz: 'note',
}

const NAMES = titles(COLUMNS).map((title) => FIELDS[title] ?? `custom.${title.toLowerCase().replaceAll(/[^a-z]/g, '')}`)

/**
 * The customer of row `index`, as the import of this id left it: records of about 800 characters, the same ones at every
 * run. A later import has another `version`, and with it another note.
 */
export function madeRecord(index: number, importId: string, version: number): StoredRecord {
  const by = { kind: 'import', id: importId } as const
  const fields: Record<string, FieldValue> = {}
  for (const [column, cell] of madeRow(index, COLUMNS).entries()) {
    const name = NAMES[column]
    if (cell === null || name === undefined) continue
    if (cell.kind === 'text') fields[name] = cell.text
    else if (cell.kind === 'number') fields[name] = cell.number
    else if (cell.kind === 'boolean') fields[name] = cell.boolean
    else fields[name] = cell.iso
  }
  if (version > 1) fields['note'] = `Stand ${version}`
  return {
    id: `01KAJ00000000000000000000-${index}`,
    type: 'customers',
    version,
    fields,
    createdAt: AT,
    createdBy: by,
    updatedAt: AT,
    updatedBy: by,
    lastImport: { importId, row: index + 2 },
    etag: `${importId}:${index + 2}`,
  }
}

/** All rows of a user, of so many users: as even as can be. */
export function rowsOf(user: number, { rows, users }: { readonly rows: number; readonly users: number }): number[] {
  const all: number[] = []
  for (let index = user; index < rows; index += users) all.push(index)
  return all
}

export const userId = (user: number) => `user-${String(user).padStart(4, '0')}`

/** Writes the company with its users; the first of them is its administrator. */
export async function foundCompany(stores: Pick<Ports, 'putCompany' | 'putUser'>, users: number): Promise<User> {
  await stores.putCompany(COMPANY)
  const people = Array.from({ length: users }, (_, user): User => ({
    id: userId(user),
    email: `rep${user}@bench.example`,
    firstName: 'Rep',
    lastName: String(user),
    level: user === 0 ? 'administrator' : 'user',
    groups: [],
    active: true,
  }))
  await pMap(people, async (one) => stores.putUser(COMPANY.id, one), { concurrency: 16 })
  const [administrator] = people
  if (administrator === undefined) throw new RangeError('A company has a user at least.')
  return administrator
}

/** As if nobody had written in the company for long. */
export async function beQuiet(stores: Pick<Ports, 'listChanges' | 'forgetChange'>): Promise<void> {
  for (const note of await stores.listChanges()) await stores.forgetChange(note)
}

/** Puts all records of the company into the state that an import of them left, whatever is there. */
export async function writeCompany(
  stores: Pick<Ports, 'writeNewRecords'>,
  size: { readonly rows: number; readonly users: number },
  importId: string,
  version: number,
): Promise<void> {
  await pMap(
    Array.from({ length: size.users }, (_, user) => user),
    async (user) => {
      const records = rowsOf(user, size).map((index) => madeRecord(index, importId, version))
      await stores.writeNewRecords(COMPANY.id, userId(user), records)
    },
    { concurrency: 4 },
  )
}

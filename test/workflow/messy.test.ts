import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { utils, write } from 'xlsx'
import type { Client } from '../../lib/contracts/client.ts'
import type { Cell, SheetRow } from '../../lib/domain/cells.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { begin, recordsOf, until, untilAsked } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const email = (name: string) => `${name}@nordwind.example`
const MISSPELT = 'ida.moser@nordwnd.example'

let world: World
let api: Client
let importId: string
let selection: Awaited<ReturnType<Client['listImportUsers']>>
const userIds = new Map<string, string>()

/** What an administrator does: accept what Muster takes for a slip of the keyboard, import everybody. */
beforeAll(async () => {
  world = await createWorld()
  await settle(world, 'messy')
  api = world.as(ANNA, 'messy')
  for (const { email: address, id } of (await api.listUsers()).users) userIds.set(address, id)
  importId = await begin(api, 'messy.xlsx', { suggested: {} })
  await untilAsked(api, importId)
  selection = await api.listImportUsers({ path: { importId } })
  const corrections = selection.notFound.flatMap(({ value, suggestions: [first] }) =>
    first?.confidence === 'high' ? [{ value, email: first.email }] : [],
  )
  await api.putSelection({ path: { importId }, body: { corrections } })
  for (let round = 1; round < 2;) round = (await untilAsked(api, importId)).round
  await api.putSelection({ path: { importId }, body: { exclude: [] } })
  const { waiting } = await untilAsked(api, importId, ['selection'])
  await api.decideUser({ path: { importId, userId: waiting?.userId ?? '' }, body: { action: 'import-all' } })
  await until(api, importId, 'completed')
})
afterAll(() => world.stop())

const customersOf = async (name: string) => recordsOf(api, userIds.get(email(name)) ?? '')
async function customer(name: string, externalId: string) {
  return (await customersOf(name)).find(({ fields }) => fields['externalId'] === externalId)?.fields
}

async function reasonsOf(name: string) {
  const userId = userIds.get(email(name)) ?? ''
  const { entries } = await api.getUserResult({
    path: { importId, userId },
    query: { outcome: 'rejected', limit: 100 },
  })
  return entries.map(({ reasons: [first] }) => [first?.code, first?.column, first?.value])
}

async function rejectedRows(query: { format: 'xlsx' | 'csv'; unassigned: boolean }): Promise<Uint8Array> {
  const { body } = await api.getRejectedRows({ path: { importId }, query })
  return new Uint8Array(await new Response(body).arrayBuffer())
}

async function tableOf(bytes: Uint8Array, sheet: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of (await openWorkbook(bytes)).rows(sheet)) rows.push(row)
  return rows
}

describe('of messy.xlsx', () => {
  it('title lines, the blank and the confidential line are no data: the header is found in row 4', async () => {
    const { inspection } = await api.getImport({ path: { importId } })
    expect(inspection).toMatchObject({ sheet: 'Kunden', headerRow: 4 })
    expect(inspection?.columns[2]).toMatchObject({ name: 'Kd.Nr.', suggestedField: 'externalId' })
  })
  it('the second sheet with a legend is not taken for data', async () => {
    const { inspection } = await api.getImport({ path: { importId } })
    expect(inspection?.sheets.map(({ name }) => name)).toEqual(['Kunden', 'Legende'])
  })
  it('other header names are understood', async () => {
    const { configuration } = await api.getImport({ path: { importId } })
    expect(Object.fromEntries(configuration?.mapping.map(({ column, field }) => [column, field]) ?? [])).toMatchObject({
      'Kd.Nr.': 'externalId',
      Firmenname: 'name',
      Strasse: 'street',
      Postleitzahl: 'zip',
      Stadt: 'city',
      'Tel.': 'phone',
      Mail: 'email',
      'Kat.': 'priority',
      Intervall: 'callIntervalDays',
      'letzter Besuch': 'lastCall',
      Bemerkung: 'note',
    })
  })
  it('the rows are accounted for without remainder, blank rows not among them', async () => {
    const { rows, totals } = await api.getSummary({ path: { importId } })
    expect(rows).toBe(121)
    expect(totals).toMatchObject({ created: 111, rejected: 5, unassigned: 5 })
  })
  it('a misspelt e-mail domain is a suggestion, and its rows go to Ida once it is accepted', async () => {
    expect(selection.notFound.find(({ value }) => value === MISSPELT)).toMatchObject({
      rows: 2,
      suggestions: [{ email: email('ida.moser'), confidence: 'high' }],
    })
    expect(await customer('ida.moser', 'K-01007')).toMatchObject({ name: 'Gärtnerei Weiß & Co. KG' })
    expect(await customer('ida.moser', 'K-01031')).toMatchObject({ city: 'Wien' })
  })
  it('the rep who left is nobody, and nobody is guessed in their place', () => {
    const gone = selection.notFound.find(({ value }) => value === email('weg.gegangen'))
    expect(gone).toMatchObject({ rows: 1, suggestions: [] })
  })
  it('rows without a rep are said, with the first of them, and go to nobody', () => {
    expect(selection.empty.rows).toBe(3)
  })
  it('the total line is warned of and belongs to nobody', async () => {
    const { inspection } = await api.getImport({ path: { importId } })
    expect(inspection?.warnings.map(({ code }) => code)).toContain('total-line')
    expect(selection.notFound.find(({ value }) => value === 'Summe')).toMatchObject({ rows: 1, suggestions: [] })
  })
  it('an e-mail in capitals with spaces is the same e-mail', async () => {
    expect(await customer('fabien.dupre', 'K-01020')).toMatchObject({ name: 'Weinhandel Strauß & Co. KG' })
  })
  it('employee numbers that lost their zeros are a warning before anything is mapped', async () => {
    const { inspection } = await api.getImport({ path: { importId } })
    expect(inspection?.warnings.find(({ column }) => column === 'Pers.Nr.')).toMatchObject({ row: expect.any(Number) })
  })
  it('ZIPs that became numbers get their zeros back where the country has them, and are left elsewhere', async () => {
    expect(await customer('carla.rossi', 'K-01001')).toMatchObject({ zip: '06108', country: 'DE' })
    expect(await customer('bjoern.lange', 'K-01000')).toMatchObject({ zip: '8001', country: 'CH' })
    expect(await customer('hugo.meier', 'K-01006')).toMatchObject({ zip: '1010', country: 'AT' })
  })
  it('a key that two users have is said before, and each of them gets the record', async () => {
    expect(selection.sharedKeys.count).toBe(1)
    const [shared] = selection.sharedKeys.first
    expect(shared?.key).toBe('K-01040')
    expect(shared?.rows.map(({ userId }) => userId)).toEqual([
      userIds.get(email('bjoern.lange')),
      userIds.get(email('carla.rossi')),
    ])
    expect(await customer('bjoern.lange', 'K-01040')).toBeDefined()
    expect(await customer('carla.rossi', 'K-01040')).toBeDefined()
  })
  it('a missing name, an interval below the minimum and 31.02. are rejected with column and value', async () => {
    expect(await reasonsOf('fabien.dupre')).toEqual([['required-missing', 'Firmenname', undefined]])
    expect(await reasonsOf('greta.schmidt')).toEqual([['out-of-range', 'Intervall', '5']])
    expect(await reasonsOf('hugo.meier')).toEqual([['no-such-date', 'letzter Besuch', '31.02.2026']])
  })
  it('a bad e-mail and a bad external ID are rejected with column and value', async () => {
    expect(await reasonsOf('carla.rossi')).toEqual([['not-an-email', 'Mail', 'kein-email']])
    expect(await reasonsOf('david.weiss')).toEqual([['pattern', 'Kd.Nr.', 'K 01/050']])
  })
  it('23.4.26 is a day like any other', async () => {
    expect(await customer('ida.moser', 'K-01047')).toMatchObject({ lastCall: '2026-04-23' })
  })
  it('1.234,50 as text among numbers stands in a column that is not imported, and disturbs nothing', async () => {
    const { configuration } = await api.getImport({ path: { importId } })
    expect(configuration?.mapping.map(({ column }) => column)).not.toContain('Umsatz EUR')
    expect(await customer('bjoern.lange', 'K-01048')).toMatchObject({ name: 'Weinhandel Weiß GmbH' })
  })
})

/** What a person does with the file of rejected rows: looks for each column by its title and types something better. */
const CORRECTIONS: readonly (readonly [customer: string, column: string, value: Cell])[] = [
  ['K-01044', 'Firmenname', 'Neue Firma'],
  ['K-01045', 'Intervall', 7],
  ['K-01046', 'letzter Besuch', '28.02.2026'],
  ['K-01049', 'Mail', 'info1049@kunde.example'],
  ['K 01/050', 'Kd.Nr.', 'K-01050'],
  ['K-01015', 'Mitarbeiter', email('ida.moser')],
  ['K-01016', 'Mitarbeiter', email('bjoern.lange')],
  ['K-01017', 'Mitarbeiter', email('carla.rossi')],
]

function corrected(rows: readonly SheetRow[]): Cell[][] {
  const table: Cell[][] = []
  for (const { row, cells } of rows) table[row - 1] = [...cells]
  const header = rows[0]?.cells ?? []
  const key = header.indexOf('Kd.Nr.')
  for (const cells of table.filter((line) => line !== undefined)) {
    for (const [, column, value] of CORRECTIONS.filter(([id]) => id === cells[key])) {
      cells[header.indexOf(column)] = value
    }
  }
  return Array.from(table, (line) => line ?? [])
}

function workbook(table: readonly Cell[][], sheet: string): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table.map((line) => [...line])), sheet)
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
}

describe('its rejected rows, corrected and uploaded again', () => {
  it('bring their configuration along, touch only themselves, and complete the import', async () => {
    const before = new Map<string, string>()
    for (const [address, id] of userIds) before.set(address, JSON.stringify(await recordsOf(api, id)))
    const rows = await tableOf(await rejectedRows({ format: 'xlsx', unassigned: true }), 'Kunden')
    expect(rows).toHaveLength(11)
    const header = rows[0]?.cells ?? []
    expect(header.slice(0, 4)).toEqual(['Muster: import', 'Muster: row', 'Muster: reason', 'Mitarbeiter'])

    const again = await begin(api, workbook(corrected(rows), 'Kunden'), {
      selection: 'all',
      decide: 'import-all',
      suggested: {},
      fileName: 'corrected.xlsx',
    })
    await until(api, again, 'completed')
    const { totals, deleted } = await api.getSummary({ path: { importId: again } })
    expect(totals).toMatchObject({ created: 8, unassigned: 2, rejected: 0, updated: 0 })
    expect(deleted).toBe(0)
    const [first, second] = await Promise.all(
      [importId, again].map(async (id) => api.getImportConfiguration({ path: { importId: id } })),
    )
    expect(second).toEqual(first)

    let customers = 0
    for (const [address, id] of userIds) {
      const now = await recordsOf(api, id)
      customers += now.length
      const old: unknown[] = JSON.parse(before.get(address) ?? '[]')
      expect(now.filter(({ lastImport }) => lastImport?.importId !== again)).toEqual(old)
    }
    expect(customers).toBe(119)
    expect(await customer('david.weiss', 'K-01050')).toMatchObject({ name: 'Elektro Sørensen AG' })
  })

  it('as CSV are read the same: what was not corrected is rejected again, and the one that is complete by now finds itself', async () => {
    const body = await rejectedRows({ format: 'csv', unassigned: false })
    const again = await begin(api, body, { selection: 'all', decide: 'import-all', suggested: {} })
    await until(api, again, 'completed')
    expect((await api.getSummary({ path: { importId: again } })).totals).toMatchObject({
      rejected: 4,
      unchanged: 1,
      created: 0,
    })
  })

  it('delete nothing that is not among them, also where the import they come from deletes', async () => {
    const configuration = await api.getImportConfiguration({ path: { importId } })
    const body = await rejectedRows({ format: 'xlsx', unassigned: false })
    const again = await begin(api, body, {
      selection: 'all',
      decide: 'import-all',
      configuration: { ...configuration, mode: 'update-and-delete' },
    })
    await until(api, again, 'completed')
    expect(await api.getSummary({ path: { importId: again } })).toMatchObject({ deleted: 0 })
    expect((await api.getImportConfiguration({ path: { importId: again } })).mode).toBe('update')
  })
})

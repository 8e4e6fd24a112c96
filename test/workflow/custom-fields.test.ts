import { beforeEach, describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallOf } from '../../lib/contracts/client.ts'
import { api, companyPerTest } from './company.ts'
import { begin, recordsOf, UNATTENDED, until, untilAsked } from './driving.ts'

const BJOERN = 'bjoern.lange@nordwind.example'

companyPerTest()
let bjoern: string
beforeEach(async () => {
  bjoern = (await api.listUsers()).users.find(({ email }) => email === BJOERN)?.id ?? ''
})

type GivenField = CallOf<'putCustomFields'>['body']['fields'][number]

/** Each type with its column's title, a cell in German notation, and what a record keeps of it. */
const COLUMNS: readonly (GivenField & { cell: string; value: unknown })[] = [
  { type: 'text', label: 'Vertragsnummer', cell: '007-A', value: '007-A' },
  { type: 'multiline', label: 'Hinweise', cell: 'eins\nzwei', value: 'eins\nzwei' },
  { type: 'integer', label: 'Filialen', min: 0, max: 5000, cell: '1200', value: 1200 },
  { type: 'number', label: { en: 'Shelf metres', de: 'Regalmeter' }, cell: '1.012,5', value: 1012.5 },
  { type: 'date', label: 'Kunde seit', cell: '23.04.2019', value: '2019-04-23' },
  { type: 'time', label: 'Anlieferung ab', cell: '6:30', value: '06:30:00' },
  { type: 'date-time', label: 'Letzte Inventur', cell: '31.12.2025 18:05', value: '2025-12-31T18:05:00' },
  { type: 'yes-no', label: 'Rampe', cell: 'ja', value: true },
  { type: 'phone', label: 'Fax', cell: '0043 1/234-5', value: '0043 1/234-5' },
  { type: 'email', label: 'Rechnung an', cell: 'Rechnung@kunde.example', value: 'Rechnung@kunde.example' },
  { type: 'link', label: 'Shop', cell: 'shop.kunde.example/a', value: 'shop.kunde.example/a' },
  {
    type: 'selection',
    label: 'Kanal',
    options: [{ key: 'lw', label: 'Lagerhaus' }, { label: 'Fachhandel' }],
    cell: 'fachhandel',
    value: 'fachhandel',
  },
  {
    type: 'multi-selection',
    label: 'Sortimente',
    options: ['Saatgut', 'Dünger', 'Technik'].map((label) => ({ label })),
    cell: 'Technik, saatgut',
    value: ['saatgut', 'technik'],
  },
  {
    type: 'files',
    label: 'Unterlagen',
    cell: 'https://d.example/1.pdf; https://d.example/2,3.pdf',
    value: ['https://d.example/1.pdf', 'https://d.example/2,3.pdf'],
  },
]
const FIELDS = COLUMNS.map(({ cell: _cell, value: _value, ...field }) => field)

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(';')

/** A file with a column for every custom field, titled by its German label; `cells` replaces some of the first row's. */
function fileOf(cells: Readonly<Record<string, string>> = {}, rows = ['K-1']): Buffer {
  const titles = COLUMNS.map(({ label }) => (typeof label === 'string' ? label : label.de))
  const lines = rows.map((id) => [
    BJOERN,
    id,
    `Kunde ${id}`,
    '04020',
    'Linz',
    ...COLUMNS.map(({ cell }, index) => cells[titles[index] ?? ''] ?? cell),
  ])
  return Buffer.from(
    [['Betreuer', 'Kundennummer', 'Firma', 'PLZ', 'Ort', ...titles], ...lines].map(quoted).join('\r\n'),
  )
}

async function define(): Promise<Record<string, unknown>> {
  const { fields } = await api.putCustomFields({ path: { type: 'customers' }, body: { fields: FIELDS } })
  return Object.fromEntries(fields.map(({ name }, index) => [name, COLUMNS[index]?.value]))
}

async function importFile(file: Buffer) {
  const importId = await begin(api, file, UNATTENDED)
  await until(api, importId, 'completed')
  return { importId, summary: await api.getSummary({ path: { importId } }) }
}

describe('custom fields of all types', () => {
  it('are suggested by their labels, previewed and imported, and the same file again changes nothing', async () => {
    const own = await define()
    const importId = await begin(api, fileOf(), { selection: 'all', suggested: {} })
    const asked = await untilAsked(api, importId)
    const suggested = asked.configuration?.mapping.map(({ field }) => field) ?? []
    expect(suggested).toEqual(['externalId', 'name', 'zip', 'city', ...Object.keys(own)])
    const preview = await api.getPreview({ path: { importId, userId: bjoern } })
    const shown = Object.fromEntries(preview.entries[0]?.changes.map(({ field, after }) => [field, after]) ?? [])
    const record = { externalId: 'K-1', name: 'Kunde K-1', zip: '04020', city: 'Linz', ...own }
    expect(shown).toEqual(record)
    await api.decideUser({ path: { importId, userId: bjoern }, body: { action: 'import' } })
    await until(api, importId, 'completed')
    expect((await recordsOf(api, bjoern)).map(({ fields }) => fields)).toEqual([record])
    expect((await importFile(fileOf())).summary.totals).toMatchObject({ unchanged: 1, updated: 0, rejected: 0 })
  })

  it('reject a row by name for each value that does not fit', async () => {
    const own = await define()
    const wrong = {
      Vertragsnummer: 'x'.repeat(1001),
      Filialen: '5.001',
      Regalmeter: 'viele',
      'Kunde seit': '31.02.2020',
      'Anlieferung ab': '25:00',
      'Letzte Inventur': 'gestern',
      Rampe: 'vielleicht',
      'Rechnung an': 'niemand',
      Shop: 'keiner',
      Kanal: 'Post',
      Sortimente: 'Technik, Post',
      Unterlagen: 'Ordner 5',
    }
    const importId = await begin(api, fileOf(wrong), { selection: 'all' })
    const { inspection } = await untilAsked(api, importId)
    const titles = inspection?.columns.map(({ name }) => name).slice(5) ?? []
    const builtIn = ['externalId', 'name', 'zip', 'city'].map((field, index) => ({
      column: ['Kundennummer', 'Firma', 'PLZ', 'Ort'][index] ?? '',
      field,
      update: field === 'externalId' ? ('key' as const) : ('overwrite' as const),
    }))
    const names = Object.keys(own)
    await api.putSettings({
      path: { importId },
      body: {
        recordType: 'customers',
        sheet: inspection?.sheet ?? '',
        headerRow: 1,
        mode: 'update',
        assignment: { by: 'email', column: 'Betreuer' },
        mapping: [...builtIn, ...titles.map((column, index) => ({ column, field: names[index] ?? '' }))],
        notation: { decimal: ',', dateOrder: 'dmy' },
      },
    })
    await untilAsked(api, importId, ['settings'])
    const preview = await api.getPreview({ path: { importId, userId: bjoern } })
    expect(preview.entries[0]?.reasons.map(({ column }) => column)).toEqual(Object.keys(wrong))
    await api.decideUser({ path: { importId, userId: bjoern }, body: { action: 'import-all' } })
    await until(api, importId, 'completed')
    expect(await recordsOf(api, bjoern)).toEqual([])
  })

  it('keep their values through a restore, also those of a field that was removed meanwhile', async () => {
    const own = await define()
    await importFile(fileOf({}, ['K-1', 'K-2']))
    const before = await recordsOf(api, bjoern)
    const point = await api.createRestorePoint({ body: { name: 'by hand' } })
    await pointIsComplete(point.id)
    for (const { id } of before) {
      await api.updateRecord({
        path: { userId: bjoern, type: 'customers', recordId: id },
        body: { fields: Object.fromEntries(Object.keys(own).map((name) => [name, null])) },
      })
    }
    expect(await recordsOf(api, bjoern)).not.toEqual(before)
    const put = (fields: readonly GivenField[]) =>
      api.putCustomFields({ path: { type: 'customers' }, body: { fields } })
    await put(FIELDS.slice(1))
    const restore = await restored(point.id)
    expect(restore).toMatchObject({ status: 'completed', counts: { updated: 2 } })
    expect(restore.users.every(({ verified }) => verified)).toBe(true)
    // The definitions belong to no restore point: the field is still removed, and its values are there unseen.
    const { recordTypes } = await api.listRecordTypes()
    expect(recordTypes[0]?.customFields.fields).toHaveLength(FIELDS.length - 1)
    expect((await recordsOf(api, bjoern))[0]?.fields).not.toHaveProperty(['custom.vertragsnummer'])
    await put(FIELDS)
    expect(await recordsOf(api, bjoern)).toEqual(before)
  })
})

async function pointIsComplete(restorePointId: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if ((await api.getRestorePoint({ path: { restorePointId } })).status === 'complete') return
    await sleep(10)
  }
  throw new Error('The restore point was never completed')
}

async function restored(restorePointId: string) {
  const { id } = await api.startRestore({ path: { restorePointId }, body: {} })
  for (let tries = 0; tries < 1000; tries += 1) {
    const restore = await api.getRestore({ path: { restoreId: id } })
    if (restore.status !== 'running') return restore
    await sleep(10)
  }
  throw new Error('The restore never ended')
}

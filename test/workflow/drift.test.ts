import { describe, expect, it } from '@jest/globals'
import { chooseConfiguration, saveAs } from '../../cli/configurations.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { api, companyPerTest } from './company.ts'
import { begin, fieldsOf, until, UNATTENDED, upload } from './driving.ts'

companyPerTest()

const BJOERN = 'bjoern.lange@nordwind.example'
const csv = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`)
const ROW = `${BJOERN};K-1;Alpha;1010;Wien;x`
const FILE = csv('Betreuer;Kd-Nr;Firma;PLZ;Ort;Kürzel', ROW)

const CONFIGURATION: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 1,
  mode: 'update',
  assignment: { by: 'email', column: 'Betreuer' },
  mapping: [
    { column: 'Kd-Nr', field: 'externalId', update: 'key', empty: 'keep' },
    { column: 'Firma', field: 'name', update: 'overwrite', empty: 'keep' },
    { column: 'PLZ', field: 'zip', update: 'overwrite', empty: 'keep' },
    { column: 'Ort', field: 'city', update: 'overwrite', empty: 'keep' },
    { column: 'Kürzel', field: 'note', update: 'overwrite', empty: 'keep' },
  ],
  notation: { decimal: ',', dateOrder: 'dmy' },
}
const ALL = { selection: 'all', decide: 'import-all' } as const

const save = (name: string, configuration = CONFIGURATION) => api.createConfiguration({ body: { name, configuration } })
const customersOf = async (email: string) => {
  const user = (await api.listUsers()).users.find((one) => one.email === email)
  return fieldsOf(api, user?.id ?? '')
}
const ended = async (id: string) => until(api, id, 'completed', 'aborted')

describe('an import that begins with a saved configuration', () => {
  it('goes by it, and the configuration knows when', async () => {
    const { id: configurationId } = await save('ERP')
    const id = await begin(api, FILE, { ...ALL, configurationId })
    const state = await ended(id)
    expect(state).toMatchObject({ status: 'completed', configurationId, totals: { created: 1 } })
    const { lastUsedAt, revision } = await api.getConfiguration({ path: { configurationId } })
    expect([lastUsedAt, revision]).toEqual([state.startedAt, 1])
  })

  it('finds it by the name under which the command line keeps it', async () => {
    await saveAs(api, 'ERP', CONFIGURATION)
    const again = await saveAs(api, 'erp', { ...CONFIGURATION, headerRow: 2 })
    expect(again).toMatchObject({ name: 'ERP', revision: 2 })
    expect(await chooseConfiguration(api, 'Erp')).toEqual({
      id: again.id,
      configuration: { ...CONFIGURATION, headerRow: 2 },
    })
  })

  it('needs one that is there, of its record type, and no other beside it', async () => {
    const { id: configurationId } = await save('ERP')
    const refused = (body: object) =>
      api.startImport({ body: { recordType: 'customers', fileName: 'a.csv', ...body } }).then(
        () => 'begun',
        (error: { code: string }) => error.code,
      )
    expect(await refused({ configurationId: 'nowhere' })).toBe('not-found')
    expect(await refused({ configurationId, recordType: 'tasks' })).toBe('configuration-invalid')
    expect(await refused({ configurationId, configuration: CONFIGURATION })).toBe('invalid-request')
    await begin(api, FILE, { configurationId }) // nobody holds the company
  })
})

describe('a configuration that no longer fits', () => {
  it('is repaired by itself where only sheet and header row differ, and says so', async () => {
    const file = csv('Stand vom 1. November;;;;;', 'Betreuer;Kd-Nr;Firma;PLZ;Ort;Kürzel', ROW)
    const state = await ended(await begin(api, file, { ...ALL, configuration: CONFIGURATION }))
    expect(state).toMatchObject({
      status: 'completed',
      configuration: { ...CONFIGURATION, sheet: 'CSV', headerRow: 2 },
      drift: {
        gone: [],
        changes: [
          { pointer: '/sheet', harmless: true },
          { pointer: '/headerRow', to: 2, harmless: true },
        ],
      },
    })
    expect(await customersOf(BJOERN)).toMatchObject([{ externalId: 'K-1', note: 'x' }])
  })

  it('ends an import that nobody watches, and guesses nothing', async () => {
    const file = csv('Betreuer;Kd-Nr;Firma;Postleitzahl;Ort;Neu', ROW)
    const id = await begin(api, file, { ...ALL, configuration: CONFIGURATION })
    const state = await ended(id)
    expect(state).toMatchObject({
      status: 'aborted',
      problem: {
        code: 'configuration-invalid',
        places: expect.arrayContaining([
          expect.objectContaining({
            column: 'PLZ',
            message: expect.stringContaining('Probably it is "Postleitzahl" now'),
          }),
          expect.objectContaining({ column: 'Kürzel', message: 'The file has no column "Kürzel" (note).' }),
        ]),
      },
    })
    expect(await customersOf(BJOERN)).toEqual([])
  })

  it('is asked for, with a report and a repaired one, which can be given back', async () => {
    const file = csv('Betreuer;Kd-Nr;Firma;Postleitzahl;Ort;Neu', ROW)
    const id = await begin(api, file, { selection: 'all', configuration: CONFIGURATION })
    const { drift, configuration } = await until(api, id, 'awaiting-settings')
    expect(configuration).toEqual(CONFIGURATION)
    expect(drift).toMatchObject({
      gone: [
        { column: 'PLZ', fields: ['zip'], renamedTo: { column: 'Postleitzahl', confidence: 'medium' } },
        { column: 'Kürzel', fields: ['note'] },
      ],
      added: ['Neu'],
      problems: [],
    })
    await api.putSettings({ path: { importId: id }, body: { ...CONFIGURATION, ...drift?.repaired } })
    const asked = await until(api, id, 'awaiting-decision')
    expect(asked.configuration?.mapping.map(({ column }) => column)).toEqual(['Kd-Nr', 'Firma', 'Postleitzahl', 'Ort'])
  })

  it('is no reason to refuse a file that is shorter than its header row', async () => {
    const state = await ended(await begin(api, FILE, { ...ALL, configuration: { ...CONFIGURATION, headerRow: 40 } }))
    expect(state).toMatchObject({ status: 'completed', configuration: { headerRow: 1 } })
  })
})

describe('what was mapped in an import that completed', () => {
  it('is suggested in the next', async () => {
    await ended(await begin(api, FILE, { ...ALL, configuration: CONFIGURATION }))
    const next = csv('Betreuer;Kd-Nr;Firma;PLZ;Ort;KÜRZEL;Umsatz', `${BJOERN};K-2;Beta;1020;Wien;y;5`)
    const second = await ended(await begin(api, next, UNATTENDED))
    expect(second.suggestion?.reasons).toContainEqual({
      column: 'KÜRZEL',
      field: 'note',
      why: expect.stringMatching(/mapped so in the import of \d{4}-\d\d-\d\d/),
      confidence: 'high',
    })
    expect((await customersOf(BJOERN)).map(({ note }) => note)).toEqual(['x', 'y'])
  })

  it('is not what was cancelled', async () => {
    const started = await api.startImport({
      body: { recordType: 'customers', fileName: 'a.csv', selection: 'all', configuration: CONFIGURATION },
    })
    await upload(started.upload, FILE)
    await until(api, started.import.id, 'awaiting-decision')
    await api.cancelImport({ path: { importId: started.import.id } })
    await until(api, started.import.id, 'cancelled')
    const state = await until(api, await begin(api, FILE, { selection: 'all' }), 'awaiting-settings')
    expect(state.suggestion?.reasons.some(({ column }) => column === 'Kürzel')).toBe(false)
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { chooseConfiguration, openSaved, refuseOtherType, saveAs } from '../../cli/configurations.ts'
import { driftText, offeredText } from '../../cli/import/drift.ts'
import type { Client } from '../../lib/contracts/client.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'

const CONFIGURATION: ImportConfiguration = {
  version: 1,
  recordType: 'customers',
  sheet: 'Kunden',
  headerRow: 1,
  mode: 'create',
  assignment: { by: 'email', column: 'Rep' },
  mapping: [{ column: 'Firma', field: 'name', update: 'overwrite', empty: 'keep' }],
  notation: { decimal: ',', dateOrder: 'dmy' },
}

let folder: string
let calls: unknown[]
let client: Client
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-configurations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  calls = []
  const saved = { id: 'c1', name: 'ERP Monthly', recordType: 'customers', revision: 3, configuration: CONFIGURATION }
  const note = (name: string) => (call: unknown) => {
    calls.push([name, call])
    return Promise.resolve(saved)
  }
  client = {
    listConfigurations: () => Promise.resolve({ importConfigurations: [saved] }),
    getConfiguration: note('get'),
    createConfiguration: note('create'),
    putConfiguration: note('put'),
  } as unknown as Client
})

describe('what --config names', () => {
  it('is a file if there is one, whatever is saved', async () => {
    const file = join(folder, 'erp monthly')
    await writeFile(file, JSON.stringify({ ...CONFIGURATION, sheet: 'from the file' }))
    expect(await chooseConfiguration(client, file)).toEqual({
      configuration: { ...CONFIGURATION, sheet: 'from the file' },
    })
    expect(calls).toEqual([])
  })
  it('is a file also if it is none that can be used', async () => {
    await expect(chooseConfiguration(client, folder)).rejects.toMatchObject({ code: 'unreadable-file' })
    const file = join(folder, 'broken.json')
    await writeFile(file, '{"version": 2}')
    await expect(chooseConfiguration(client, file)).rejects.toMatchObject({
      code: 'configuration-invalid',
      places: [{ pointer: '/version', message: expect.stringContaining('version 1') }],
    })
  })
  it('is else what was saved under the name, without case', async () => {
    expect(await chooseConfiguration(client, 'erp monthly')).toEqual({ id: 'c1', configuration: CONFIGURATION })
  })
  it('is else nothing, with the names there are', async () => {
    await expect(chooseConfiguration(client, 'erp.jsn')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is neither a file nor a saved configuration "erp.jsn".',
      advice: 'Saved are: ERP Monthly.',
    })
  })
})

describe('saving', () => {
  it('replaces what has the name, of the revision that is there', async () => {
    await saveAs(client, 'erp monthly', CONFIGURATION)
    const body = { name: 'ERP Monthly', configuration: CONFIGURATION, revision: 3 }
    expect(calls).toEqual([['put', { path: { configurationId: 'c1' }, body }]])
  })
  it('says which revision was seen, and another name', async () => {
    await saveAs(client, 'ERP Monthly', CONFIGURATION, { rename: 'ERP', revision: 2 })
    expect(calls).toEqual([
      ['put', { path: { configurationId: 'c1' }, body: { name: 'ERP', configuration: CONFIGURATION, revision: 2 } }],
    ])
  })
  it('makes a new one of a new name, of which nobody can have seen a revision', async () => {
    await saveAs(client, 'CRM', CONFIGURATION)
    expect(calls).toEqual([['create', { body: { name: 'CRM', configuration: CONFIGURATION } }]])
    await expect(saveAs(client, 'CRM', CONFIGURATION, { revision: 1 })).rejects.toMatchObject({ code: 'not-found' })
  })
  it('does not put tasks in the place of customers', async () => {
    await refuseOtherType(client, 'ERP Monthly', 'customers')
    await refuseOtherType(client, 'CRM', 'tasks')
    await expect(refuseOtherType(client, 'erp monthly', 'tasks')).rejects.toThrow(
      /is a saved configuration of customers/,
    )
  })
})

it('a saved one is opened by its id as well', async () => {
  await openSaved(client, 'c1')
  expect(calls).toEqual([['get', { path: { configurationId: 'c1' } }]])
})

describe('what is said', () => {
  const change = { pointer: '/sheet', from: 'a', to: 'b', message: 'The only sheet is "b".', harmless: true } as const
  const drift = { changes: [change], gone: [], added: [], repaired: CONFIGURATION, problems: [] }

  it('of a drift that changes nothing', () => {
    expect(driftText(drift)).toBe(
      'The only sheet is "b". The configuration was used all the same: its columns are all there.\n',
    )
  })
  it('of a drift that matters', () => {
    const renamedTo = { column: 'Name', why: 'It is spelt nearly the same.', confidence: 'medium' } as const
    const gone = [
      { column: 'Firma', fields: ['name'], renamedTo },
      { column: 'Ort', fields: ['city'] },
    ]
    expect(driftText({ ...drift, gone, added: ['Neu', 'Umsatz'] })).toBe(
      [
        'The configuration does not fit the file any more:',
        '  The only sheet is "b".',
        '  The file has no column "Firma" (name). Probably it is "Name" now: It is spelt nearly the same.',
        '  The file has no column "Ort" (city).',
        '  New columns: Neu, Umsatz.',
        '',
      ].join('\n'),
    )
  })
  it('of columns that are only offered, as long as neither column nor field is used', () => {
    const low = { why: 'It is spelt nearly so.', confidence: 'low' as const }
    const reasons = [
      { column: 'Strase', field: 'street', ...low },
      { column: 'Firma', field: 'note', ...low },
      { column: 'Nane', field: 'name', ...low },
      { column: 'PLZ', field: 'zip', why: 'x', confidence: 'high' as const },
    ]
    expect(offeredText(CONFIGURATION, reasons)).toBe('Perhaps column "Strase" is street: It is spelt nearly so.\n')
  })
})

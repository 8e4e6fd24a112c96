import { describe, expect, it } from '@jest/globals'
import { settingsCheck } from '../../lib/contracts/imports.ts'
import type { Cell } from '../../lib/domain/cells.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { NO_CUSTOM_FIELDS } from '../../lib/domain/record-types/custom-fields.ts'
import { inspect } from '../../lib/readers/inspect.ts'
import { checkSettings } from '../../lib/usecases/check-settings.ts'
import { configuration, user } from '../domain/support.ts'
import { workbookOf } from '../readers/inspecting/workbooks.ts'
import { anImport } from './world.ts'

const actor = user('boss', { level: 'administrator' })
const company = { ...COMPANY_DEFAULTS, id: 'co', name: 'Nordwind' }
const item = anImport('co', 'i1', actor, { inspectionKey: 'inspection' })

/** What the settings check says of a file whose rows are these, after it was inspected with `headerRow`. */
async function check(rows: Cell[][], fields: string, headerRow: number, inspectedRow?: number) {
  const inspection = await inspect(workbookOf({ Kunden: rows }), { headerRow: inspectedRow })
  const deps = {
    getImport: async () => item,
    getCustomFields: async () => NO_CUSTOM_FIELDS,
    listUsers: async () => [],
    // Stored as JSON in the meantime.
    readJson: async () => JSON.parse(JSON.stringify({ inspection, suggestion: {} })) as unknown,
  }
  return checkSettings(deps)({ path: { importId: 'i1' }, body: configuration(fields, { headerRow }), actor, company })
}

describe('checking settings', () => {
  it('takes values from their columns, also behind a column without title and values', async () => {
    const rows = [
      ['rep', null, 'name', 'zip'],
      ['a@b.example', null, 'Huber', '1010'],
    ]
    const found = await check(rows, 'name zip', 1)
    expect(found.columns).toEqual(['rep', 'name', 'zip'])
    expect(found.samples[0]?.values).toEqual({ name: 'Huber', zip: '1010' })
  })

  it('says what became of columns that are gone, and looks for them where inspection found titles', async () => {
    const rows = [
      ['Stand: heute', null, null],
      ['rep', 'Name', 'Postleitzahl'],
      ['a@b.example', 'Huber', '1010'],
    ]
    const { drift } = await check(rows, 'name zip', 1, 2)
    expect(drift).toMatchObject({
      changes: [{ pointer: '/headerRow', from: 1, to: 2 }],
      gone: [
        { column: 'name', renamedTo: { column: 'Name', confidence: 'high' } },
        { column: 'zip', renamedTo: { column: 'Postleitzahl', confidence: 'medium' } },
      ],
      repaired: { headerRow: 2 },
    })
    expect((await check(rows, 'Name', 2)).drift).toBeUndefined()
  })

  it('suggests for the columns under another header row, and for those inspection found says nothing new', async () => {
    const rows = [
      ['Stand: heute', null, null, null],
      ['Betreuer', 'Firma', 'Postleitzahl', 'letzter Besuch'],
      ['a@b.example', 'Huber', 1010, '2026-04-23'],
    ]
    const { suggestion } = await check(rows, '', 2, 1)
    expect(suggestion?.configuration).toMatchObject({
      headerRow: 2,
      mapping: [
        { column: 'Firma', field: 'name' },
        { column: 'Postleitzahl', field: 'zip' },
        { column: 'letzter Besuch', field: 'lastCall' },
      ],
    })
    expect((await check(rows, '', 2, 2)).suggestion).toBeUndefined()
  })

  it('answers as the API promises where no column says anything known', async () => {
    const rows = [
      ['x', 'y'],
      ['1', '2'],
    ]
    const found = await check(rows, 'name', 2, 1)
    expect(found.suggestion?.configuration.mapping).toEqual([])
    expect(found.drift?.repaired.mapping).toEqual([])
    expect(() => settingsCheck.parse(found)).not.toThrow()
  })

  it('names the columns under two rows of titles as inspection does', async () => {
    const rows = [
      ['Betreuer', 'Plan', null, 'Ist', null],
      ['rep', 'Umsatz', 'Besuche', 'Umsatz', 'Besuche'],
      ['a@b.example', 1, 2, 3, 4],
    ]
    const names = ['rep', 'Plan Umsatz', 'Plan Besuche', 'Ist Umsatz', 'Ist Besuche']
    const inspected = await check(rows, '', 2)
    const chosen = await check(rows, '', 2, 1)
    expect([inspected.columns, chosen.columns]).toEqual([names, names])
  })
})

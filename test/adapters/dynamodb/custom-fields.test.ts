import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createCustomFields } from '../../../lib/adapters/dynamodb/custom-fields.ts'
import { NO_CUSTOM_FIELDS, type CustomFieldSet } from '../../../lib/domain/record-types/custom-fields.ts'
import { startTable, type TestTable } from './support.ts'

const set = (revision: number, label: string): CustomFieldSet => ({
  revision,
  fields: [{ name: 'custom.a', type: 'integer', label: { en: label, de: label }, min: -1.5, required: true }],
  removed: [{ name: 'custom.b', type: 'files' }],
})

describe('custom fields', () => {
  let db: TestTable
  beforeAll(async () => {
    db = await startTable()
  })
  afterAll(() => db.stop())

  it('are none at first, and then what was put, per company and type', async () => {
    const { getCustomFields, putCustomFields } = createCustomFields(db.client, db.table)
    expect(await getCustomFields('acme', 'tasks')).toEqual(NO_CUSTOM_FIELDS)
    expect(await putCustomFields('acme', 'tasks', set(1, 'Ä'), 0)).toBe(true)
    expect(await getCustomFields('acme', 'tasks')).toEqual(set(1, 'Ä'))
    expect(await getCustomFields('acme', 'reports')).toEqual(NO_CUSTOM_FIELDS)
    expect(await getCustomFields('beta', 'tasks')).toEqual(NO_CUSTOM_FIELDS)
  })

  it('are replaced only at the revision that was read, and a put that is sent twice is one', async () => {
    const { getCustomFields, putCustomFields } = createCustomFields(db.client, db.table)
    await putCustomFields('two', 'tasks', set(1, 'first'), 0)
    expect(await putCustomFields('two', 'tasks', set(1, 'other'), 0)).toBe(false)
    expect(await putCustomFields('two', 'tasks', set(2, 'second'), 1)).toBe(true)
    expect(await putCustomFields('two', 'tasks', set(2, 'second'), 1)).toBe(true)
    expect(await putCustomFields('two', 'tasks', set(2, 'late'), 1)).toBe(false)
    expect(await getCustomFields('two', 'tasks')).toEqual(set(2, 'second'))
  })
})

import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import type { GivenField } from '../../lib/domain/record-types/custom-field-changes.ts'
import { CUSTOM_FIELD_TYPES } from '../../lib/domain/record-types/types.ts'
import { createRecord } from '../../lib/usecases/create-record.ts'
import { getRecord } from '../../lib/usecases/get-record.ts'
import { listRecordTypes } from '../../lib/usecases/list-record-types.ts'
import { listRecords } from '../../lib/usecases/list-records.ts'
import { putCustomFields } from '../../lib/usecases/put-custom-fields.ts'
import { updateRecord } from '../../lib/usecases/update-record.ts'
import { companyPerTest, count, staff, world } from './company.ts'
import { anImport, foundCompany } from './world.ts'

companyPerTest()

const text = (same: string) => ({ en: same, de: same })
const options = ['Red', 'Blue'].map((label) => ({ label: text(label) }))
const ALL: GivenField[] = CUSTOM_FIELD_TYPES.map((type) => ({
  type,
  label: text(`My ${type}`),
  ...(type.endsWith('selection') ? { options } : {}),
}))
const named = (name: string, more: Partial<GivenField> = {}): GivenField => ({
  type: 'text',
  label: text(name),
  ...more,
})

const put = (fields: readonly GivenField[], revision?: number, actor = staff.admin) =>
  putCustomFields(world.ports)({ actor, company: staff.company, path: { type: 'tasks' }, body: { fields, revision } })

const path = () => ({ userId: staff.rob.id, type: 'tasks' as const })
const rob = () => ({ actor: staff.rob, company: staff.company })
const enter = (fields: Record<string, string | number | boolean | readonly string[] | null>) =>
  createRecord(world.ports)({ ...rob(), path: path(), body: { fields: { subject: 'Call', ...fields } } })

describe('putCustomFields', () => {
  it('makes the list the fields of this company and type, and of no other', async () => {
    const made = await put(ALL)
    expect(made).toMatchObject({ revision: 1, removed: [] })
    const { recordTypes } = await listRecordTypes(world.ports)({ company: staff.company })
    const [tasks] = recordTypes.filter(({ name }) => name === 'tasks')
    expect(tasks?.customFields).toMatchObject({ revision: 1, fields: made.fields })
    const own = tasks?.fields.filter(({ custom }) => custom) ?? []
    expect(own.map(({ type }) => type)).toEqual(CUSTOM_FIELD_TYPES)
    expect(own.every(({ name }) => name.startsWith('custom.my-'))).toBe(true)
    expect(
      recordTypes.filter(({ name }) => name !== 'tasks').flatMap(({ fields }) => fields.filter((one) => one.custom)),
    ).toEqual([])
    const other = await foundCompany(world, `other${count}`)
    const shown = await listRecordTypes(world.ports)({ company: other.company })
    expect(shown.recordTypes.flatMap(({ customFields }) => customFields.fields)).toEqual([])
    for (const same of [ALL, made.fields]) expect(await put(same, 0)).toEqual(made)
  })

  it('is for administrators', async () => {
    for (const actor of [staff.sue, staff.rob]) {
      await expect(put(ALL, undefined, actor)).rejects.toMatchObject({ code: 'not-permitted' })
    }
  })

  it('names everything that is wrong, and changes nothing', async () => {
    await put([named('A')])
    await expect(
      put([named('A', { type: 'date' }), named('Betreff'), named('C', { type: 'selection' })]),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      places: ['/body/fields/0/type', '/body/fields/2/options', '/body/fields/1/label'].map((pointer) => ({ pointer })),
    })
    expect(await world.ports.getCustomFields(staff.company.id, 'tasks')).toMatchObject({ revision: 1 })
  })

  it('never overwrites what somebody else did meanwhile', async () => {
    await put([named('A')])
    await put([named('A'), named('B')], 1)
    await expect(put([named('A'), named('C')], 1)).rejects.toMatchObject({
      code: 'record-changed',
      details: { revision: 2, given: 1 },
    })
    const racing = {
      ...world.ports,
      putCustomFields: async (...args: Parameters<typeof world.ports.putCustomFields>) => {
        await put([named('A'), named('B'), named('D')])
        return world.ports.putCustomFields(...args)
      },
    }
    const late = putCustomFields(racing)({
      actor: staff.admin,
      company: staff.company,
      path: { type: 'tasks' },
      body: { fields: [named('E')] },
    })
    await expect(late).rejects.toMatchObject({ code: 'record-changed', details: { revision: 3, given: 2 } })
    const { fields } = await world.ports.getCustomFields(staff.company.id, 'tasks')
    expect(fields.map(({ label }) => label.en)).toEqual(['A', 'B', 'D'])
  })

  it('removes no field while an import of this type runs, but adds and renames', async () => {
    await put([named('A')])
    const { id } = staff.company
    const item = anImport(id, 'i1', staff.admin, { recordType: 'tasks' })
    await world.ports.createImport(item)
    await world.ports.takeLock(id, { kind: 'import', id: 'i1', by: item.startedBy, since: item.startedAt })
    await expect(put([])).rejects.toMatchObject({ code: 'company-busy', details: { id: 'i1' } })
    await put([{ ...named('Renamed'), name: 'custom.a' }, named('B')])
    const customers = { actor: staff.admin, company: staff.company, path: { type: 'customers' as const } }
    await putCustomFields(world.ports)({ ...customers, body: { fields: [named('A')] } })
    await putCustomFields(world.ports)({ ...customers, body: { fields: [] } })
  })
})

describe('records', () => {
  it('take a value of each type, converted, and refuse what does not fit it', async () => {
    await put(ALL)
    const { fields } = await enter({
      'custom.my-text': ' A ',
      'custom.my-multiline': 'a\r\nb',
      'custom.my-integer': 7,
      'custom.my-number': '2.5',
      'custom.my-date': '2026-04-23',
      'custom.my-time': '08:30',
      'custom.my-date-time': '2026-04-23T08:30',
      'custom.my-yes-no': true,
      'custom.my-phone': '0664/1',
      'custom.my-email': 'a@b.example',
      'custom.my-link': 'www.b.example',
      'custom.my-selection': 'blue',
      'custom.my-multi-selection': ['Blue', 'red'],
      'custom.my-files': ['https://a.example/x', 'https://a.example/y,z'],
    })
    expect(fields).toEqual({
      subject: 'Call',
      completionOptional: false,
      'custom.my-text': 'A',
      'custom.my-multiline': 'a\nb',
      'custom.my-integer': 7,
      'custom.my-number': 2.5,
      'custom.my-date': '2026-04-23',
      'custom.my-time': '08:30:00',
      'custom.my-date-time': '2026-04-23T08:30:00',
      'custom.my-yes-no': true,
      'custom.my-phone': '0664/1',
      'custom.my-email': 'a@b.example',
      'custom.my-link': 'www.b.example',
      'custom.my-selection': 'blue',
      'custom.my-multi-selection': ['red', 'blue'],
      'custom.my-files': ['https://a.example/x', 'https://a.example/y,z'],
    })
    const wrong = { 'custom.my-integer': 1.5, 'custom.my-files': ['x'], 'custom.my-text': ['a'], 'custom.none': 'x' }
    await expect(enter(wrong)).rejects.toMatchObject({
      places: Object.keys(wrong).map((name) => ({ pointer: `/body/fields/${name}` })),
    })
  })

  it('need what is required when they are new, and keep it', async () => {
    const old = await enter({})
    await put([named('A', { required: true })])
    await expect(enter({})).rejects.toMatchObject({ places: [{ pointer: '/body/fields/custom.a' }] })
    const at = { ...rob(), path: { ...path(), recordId: old.id } }
    await updateRecord(world.ports)({ ...at, body: { fields: { note: 'x' } } })
    await updateRecord(world.ports)({ ...at, body: { fields: { 'custom.a': 'y' } } })
    await expect(updateRecord(world.ports)({ ...at, body: { fields: { 'custom.a': null } } })).rejects.toMatchObject({
      code: 'invalid-request',
    })
  })

  it('keep values of a removed field unseen, also through changes, until it comes back', async () => {
    await put([named('A'), named('B')])
    const { id } = await enter({ 'custom.a': 'kept', 'custom.b': 'seen' })
    await put([named('B')])
    const at = { ...rob(), path: { ...path(), recordId: id } }
    const seen = { 'custom.b': 'seen' }
    const unseen = { 'custom.a': expect.anything() }
    const changed = await updateRecord(world.ports)({ ...at, body: { fields: { note: 'x' } } })
    const listed = await listRecords(world.ports)({ ...rob(), path: path(), query: {} })
    for (const fields of [changed.fields, (await getRecord(world.ports)(at)).fields, listed.records[0]?.fields]) {
      expect(fields).toMatchObject(seen)
      expect(fields).not.toMatchObject(unseen)
    }
    await put([named('A'), named('B')])
    expect((await getRecord(world.ports)(at)).fields).toMatchObject({ 'custom.a': 'kept', note: 'x' })
  })

  it('keep an option that was removed', async () => {
    const [red, blue] = options
    if (red === undefined || blue === undefined) throw new Error('no options')
    await put([named('Colour', { type: 'selection', options: [red, blue] })])
    const { id } = await enter({ 'custom.colour': 'Red' })
    await put([named('Colour', { type: 'selection', options: [blue] })])
    const at = { ...rob(), path: { ...path(), recordId: id } }
    const changed = await updateRecord(world.ports)({ ...at, body: { fields: { note: 'x' } } })
    expect(changed.fields).toMatchObject({ 'custom.colour': 'red' })
    await expect(enter({ 'custom.colour': 'Red' })).rejects.toMatchObject({ code: 'invalid-request' })
  })
})

it('no use case takes a record type without the fields of the company', async () => {
  const folder = new URL('../../lib/usecases/', import.meta.url)
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(new URL(file, folder), 'utf8') })),
  )
  const bare = texts.filter(({ text }) => /\b(recordType\(|RECORD_TYPES\b)/u.test(text)).map(({ file }) => file)
  // The one that joins them, the one that changes them, and the one that shows both.
  expect(bare.toSorted()).toEqual(['list-record-types.ts', 'put-custom-fields.ts', 'record-type-of.ts'])
})

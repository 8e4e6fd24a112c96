import fc from 'fast-check'
import { importConfiguration } from '../../lib/contracts/configuration.ts'
import {
  configurationOf,
  draftOf,
  draftShape,
  hasRename,
  missingFields,
  updatesOf,
  withEntry,
  withField,
  withKeys,
  withRename,
  withSuggestion,
  type Configuration,
  type Draft,
  type FieldRules,
} from '../../web/src/pages/import/settings/draft.ts'
import { placed } from '../../web/src/pages/import/settings/places.ts'

const FOUND = { sheet: 'Kunden', headerRow: 4, notation: { decimal: ',', dateOrder: 'dmy' } } as const
const COLUMNS = ['Nr', 'Firma', 'PLZ', 'Ort', 'Besuch', 'Betreuer']
const FIELDS: readonly (FieldRules & { readonly required: boolean })[] = [
  { name: 'id', type: 'identifier', key: true, required: false },
  { name: 'externalId', type: 'identifier', key: true, required: false },
  { name: 'name', type: 'text', key: true, required: true },
  { name: 'zip', type: 'text', key: false, required: true },
  { name: 'city', type: 'text', key: false, required: true },
  { name: 'lastCall', type: 'date', key: false, required: false },
]
const field = (name: string) => FIELDS.find((one) => one.name === name)!

const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'B', 'ß', '7') })
const configuration: fc.Arbitrary<Configuration> = fc
  .record({
    mode: fc.constantFrom('create', 'update', 'update-and-delete'),
    by: fc.constantFrom('email', 'employee-number'),
    column: fc.constantFrom(...COLUMNS),
    corrections: fc.array(fc.record({ value: text, email: text.map((name) => `${name}@n.example`) }), { maxLength: 3 }),
    mapping: fc.uniqueArray(
      fc.record(
        {
          column: fc.constantFrom(...COLUMNS),
          field: fc.constantFrom(...FIELDS.map(({ name }) => name)),
          update: fc.constantFrom('key', 'overwrite', 'keep', 'overwrite-if-newer'),
          empty: fc.oneof(fc.constantFrom('keep', 'clear'), fc.record({ token: text })),
          notation: fc.record({ decimal: fc.constantFrom('.', ',') }),
          replacements: fc.array(fc.record({ from: text, to: text }), { minLength: 1, maxLength: 3 }),
        },
        { requiredKeys: ['column', 'field', 'update', 'empty'] },
      ),
      { minLength: 1, maxLength: 6, selector: (entry) => entry.field },
    ),
    move: fc.boolean(),
  })
  .map(({ mode, by, column, corrections, mapping, move }) =>
    importConfiguration.parse({
      recordType: 'customers',
      sheet: 'Kunden',
      headerRow: 4,
      mode,
      assignment: { by, column, ...(corrections.length === 0 ? {} : { corrections }) },
      mapping,
      notation: FOUND.notation,
      ...(move ? { transfer: { mode: 'move', tasks: true } } : {}),
    }),
  )
const made = (draft: Draft, columns: readonly string[] = COLUMNS) => configurationOf(draft, 'customers', columns)

test('a configuration that is opened and sent without a change is the same', () => {
  fc.assert(
    fc.property(configuration, (given) => {
      expect(made(draftOf(given, FOUND))).toEqual({ configuration: given, gaps: [] })
    }),
  )
})

test('a draft is what it was after the tab was reloaded', () => {
  fc.assert(
    fc.property(configuration, (given) => {
      const draft = draftOf(given, FOUND)
      expect(draftShape.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    }),
  )
})

test('whatever columns the file has, what is asked of the API is a configuration, and names no other column', () => {
  fc.assert(
    fc.property(configuration, fc.subarray(COLUMNS), (given, columns) => {
      const draft = draftOf({ ...given, assignment: undefined }, FOUND)
      const { configuration: asked, gaps } = made(draft, columns)
      expect(importConfiguration.safeParse(asked).success).toBe(true)
      expect(asked.mapping.every(({ column }) => columns.includes(column) || column === '?')).toBe(true)
      expect(gaps.some(({ gap }) => gap === 'assignment')).toBe(true)
      expect(gaps.some(({ gap }) => gap === 'mapping')).toBe(
        !given.mapping.some(({ column }) => columns.includes(column)),
      )
    }),
  )
})

test('what another header row does not have is back with the first one', () => {
  fc.assert(
    fc.property(configuration, (given) => {
      const draft = draftOf(given, FOUND)
      expect(made(draft, ['Summe']).gaps.map(({ gap }) => gap)).toContain('mapping')
      expect(made(draft).configuration).toEqual(given)
    }),
  )
})

test('columns for which nothing is set get what is suggested for them; others keep what was set', () => {
  const suggested = { mapping: [{ column: 'Kunde', field: 'name', update: 'overwrite', empty: 'keep' }] } as const
  const assignment = { by: 'employee-number', column: 'Pers.Nr.' } as const
  fc.assert(
    fc.property(configuration, (given) => {
      const draft = draftOf(given, FOUND)
      const elsewhere = withSuggestion(draft, { ...suggested, assignment }, ['Kunde', 'Pers.Nr.'])
      expect(made(elsewhere, ['Kunde', 'Pers.Nr.'])).toMatchObject({
        configuration: { ...suggested, assignment },
        gaps: [],
      })
      // Back under the row from before everything is as it was, also where something else is suggested for it.
      const other = { ...given, assignment: { by: 'email', column: 'Betreuer' } } as const
      expect(made(withSuggestion(elsewhere, other, COLUMNS)).configuration).toEqual(made(draft).configuration)
      expect(made(withSuggestion(elsewhere, undefined, COLUMNS)).configuration).toEqual(made(draft).configuration)
      expect(withSuggestion(draft, { ...suggested, assignment }, COLUMNS)).toEqual(draft)
    }),
  )
})

describe('fields', () => {
  const empty = draftOf({}, FOUND)

  test('nothing suggested means only new records, and everything is still to be said', () => {
    expect(empty.mode).toBe('create')
    expect(made(empty).gaps.map(({ gap }) => gap)).toEqual(['assignment', 'mapping'])
  })

  test('the external ID identifies, unless something else does; the system ID can do nothing else', () => {
    const first = withField(empty, 'Nr', undefined, field('externalId'))
    expect(first.mapping).toEqual([{ column: 'Nr', field: 'externalId', update: 'key', empty: 'keep' }])
    const keyed = withField(
      withKeys(withField(empty, 'Firma', undefined, field('name')), ['name']),
      'Nr',
      undefined,
      field('externalId'),
    )
    expect(keyed.mapping.map(({ update }) => update)).toEqual(['key', 'overwrite'])
    expect(withField(empty, 'Nr', undefined, field('id')).mapping[0]?.update).toBe('key')
  })

  test('another field keeps what was set for the column, as far as it may', () => {
    const dated = withEntry(withField(empty, 'Besuch', undefined, field('lastCall')), 'Besuch', 'lastCall', {
      update: 'overwrite-if-newer',
      empty: 'clear',
    })
    expect(withField(dated, 'Besuch', 'lastCall', field('city')).mapping).toEqual([
      { column: 'Besuch', field: 'city', update: 'overwrite', empty: 'clear' },
    ])
    expect(withField(dated, 'Besuch', 'lastCall', undefined).mapping).toEqual([])
  })

  test('every update that is offered first is one of those that are allowed', () => {
    fc.assert(
      fc.property(configuration, fc.constantFrom(...FIELDS), fc.constantFrom(...COLUMNS), (given, target, column) => {
        const before = draftOf(given, FOUND)
        const old = before.mapping.find((entry) => entry.column === column)?.field
        const after = withField(before, column, old, target)
        const entry = after.mapping.find((one) => one.column === column && one.field === target.name)
        expect(updatesOf(target)).toContain(entry?.update)
      }),
    )
  })

  test('exactly the chosen fields identify', () => {
    fc.assert(
      fc.property(configuration, fc.subarray(['externalId', 'name']), (given, keys) => {
        const after = withKeys(draftOf(given, FOUND), keys)
        const expected = after.mapping.map(({ field: name }) => name).filter((name) => keys.includes(name))
        expect(after.mapping.filter(({ update }) => update === 'key').map(({ field: name }) => name)).toEqual(expected)
      }),
    )
  })

  test('required fields without a column are missing', () => {
    const draft = withField(empty, 'Firma', undefined, field('name'))
    expect(missingFields(made(draft).configuration, FIELDS).map(({ name }) => name)).toEqual(['zip', 'city'])
  })

  test('half-written words and replacements are not sent; a missing word is named', () => {
    const draft = withEntry(withField(empty, 'Ort', undefined, field('city')), 'Ort', 'city', {
      empty: { token: ' ' },
      replacements: [
        { from: ' ', to: 'x' },
        { from: ' W ', to: 'Wien' },
      ],
    })
    const { configuration: asked, gaps } = made(draft)
    expect(asked.mapping[0]).toMatchObject({ empty: 'keep', replacements: [{ from: 'W', to: 'Wien' }] })
    expect(gaps).toContainEqual({ gap: 'token', pointer: '/mapping/0/empty' })
  })
})

test('a renamed column takes over everything the old one had, also whose the row is', () => {
  const before: Configuration = importConfiguration.parse({
    recordType: 'customers',
    sheet: 'Kunden',
    headerRow: 1,
    mode: 'update',
    assignment: { by: 'email', column: 'Betreuer' },
    mapping: [
      { column: 'Nr', field: 'externalId', update: 'key' },
      { column: 'Betreuer', field: 'name', update: 'keep', empty: 'clear' },
    ],
    notation: FOUND.notation,
  })
  const repaired = draftOf({ ...before, mapping: before.mapping.slice(0, 1) }, FOUND)
  expect(hasRename(repaired, before, 'Betreuer', 'Mitarbeiter')).toBe(false)
  const after = withRename(repaired, before, 'Betreuer', 'Mitarbeiter')
  expect(hasRename(after, before, 'Betreuer', 'Mitarbeiter')).toBe(true)
  expect(after.assignment).toBe('Mitarbeiter')
  expect(after.mapping).toEqual([before.mapping[0], { ...before.mapping[1], column: 'Mitarbeiter' }])
})

test.each([
  ['/sheet', 'file', undefined],
  ['/headerRow', 'file', undefined],
  ['/assignment/corrections/0/email', 'assignment', undefined],
  ['/mapping', 'columns', undefined],
  ['/mapping/1/update', 'columns', 'Firma'],
  ['/body/mapping/1/field', 'columns', 'Firma'],
  ['/transfer', 'columns', undefined],
  [undefined, 'check', undefined],
])('what is wrong at %s is shown in the part %s', (pointer, part, column) => {
  const { mapping } = importConfiguration.parse({
    recordType: 'customers',
    sheet: 'Kunden',
    headerRow: 1,
    mode: 'update',
    assignment: { by: 'email', column: 'Betreuer' },
    mapping: [
      { column: 'Nr', field: 'externalId', update: 'key' },
      { column: 'Firma', field: 'name' },
    ],
    notation: FOUND.notation,
  })
  expect(placed({ mapping }, { pointer, message: 'm' })).toMatchObject({ part, ...(column && { column }) })
})

import { describe, expect, it } from '@jest/globals'
import { RECORD_TYPES } from '../../../lib/domain/record-types/catalogue.ts'
import {
  changeCustomFields,
  withLabelTimes,
  type GivenField,
} from '../../../lib/domain/record-types/custom-field-changes.ts'
import {
  NO_CUSTOM_FIELDS,
  type CustomField,
  type CustomFieldSet,
} from '../../../lib/domain/record-types/custom-fields.ts'

const text = (same: string) => ({ en: same, de: same })
const change = (given: readonly GivenField[], before: CustomFieldSet = NO_CUSTOM_FIELDS) =>
  changeCustomFields(RECORD_TYPES.customers, before, given)

/** The set that comes of a list, which must be right. */
function setOf(given: readonly GivenField[], before: CustomFieldSet = NO_CUSTOM_FIELDS): CustomFieldSet {
  const { problems, ...made } = change(given, before)
  expect(problems).toEqual([])
  return { revision: before.revision + 1, ...made }
}

const problems = (given: readonly GivenField[], before?: CustomFieldSet) =>
  change(given, before).problems.map(({ pointer }) => pointer)

const colour: GivenField = {
  type: 'selection',
  label: { en: 'Colour', de: 'Farbe' },
  options: [{ label: { en: 'Red', de: 'Rot' } }, { key: 'b', label: { en: 'Blue', de: 'Blau' } }],
}

describe('names and keys', () => {
  it.each([
    ['Shelf metres', 'custom.shelf-metres'],
    ['  Größe (m²) ', 'custom.groesse-m2'],
    ['Café Nº 5', 'custom.cafe-no-5'],
    ['色', 'custom.field'],
    ['x'.repeat(120), `custom.${'x'.repeat(40)}`],
  ])('of a field labelled %j is %s', (label, name) => {
    expect(setOf([{ type: 'text', label: text(label) }]).fields[0]?.name).toBe(name)
  })

  it('are numbered where two labels give the same word', () => {
    const { fields } = setOf([
      { type: 'text', label: { en: '色', de: '色' } },
      { type: 'text', label: { en: '形', de: '形' } },
    ])
    expect(fields.map(({ name }) => name)).toEqual(['custom.field', 'custom.field-2'])
  })

  it('stay when a field or an option is renamed, and when the first document is given again', () => {
    const first = setOf([colour])
    expect(first.fields[0]).toMatchObject({
      name: 'custom.colour',
      options: [{ key: 'red' }, { key: 'b' }],
    })
    const renamed = setOf(
      [
        {
          ...colour,
          name: 'custom.colour',
          label: text('Paint'),
          options: [{ key: 'red', label: text('Crimson') }, { label: { en: 'Blue', de: 'Blau' } }],
        },
      ],
      first,
    )
    expect(renamed.fields[0]).toMatchObject({
      name: 'custom.colour',
      label: text('Paint'),
      options: [
        { key: 'red', label: text('Crimson') },
        { key: 'b', label: { en: 'Blue', de: 'Blau' } },
      ],
    })
    expect(setOf([colour], first).fields).toEqual(first.fields)
  })

  it('that are given must be names and keys', () => {
    const named = (name: string): GivenField => ({ name, type: 'text', label: text('A') })
    for (const name of ['colour', 'custom.', 'custom.Colour', 'custom.a b', 'custom.-a', `custom.${'a'.repeat(58)}`]) {
      expect(problems([named(name)])).toEqual(['/fields/0/name'])
    }
    expect(problems([named('custom.a'), { ...named('custom.a'), label: text('B') }])).toEqual(['/fields/1/name'])
    expect(problems([{ ...colour, options: [{ key: 'a b', label: text('x') }] }])).toEqual(['/fields/0/options/0/key'])
  })
})

describe('a field that is there', () => {
  const before = setOf([colour, { type: 'text', label: text('Remark line') }])

  it('never changes its type', () => {
    const [, remark] = before.fields
    const given: GivenField[] = [colour, { ...remark, label: text('Remark line'), type: 'integer' }]
    expect(change(given, before).problems).toEqual([
      { pointer: '/fields/1/type', message: expect.stringContaining('Make a new field') },
    ])
    expect(problems([colour, { type: 'date', label: text('remark LINE') }], before)).toEqual(['/fields/1/type'])
  })

  it('may lose options, and goes when it is not in the list', () => {
    const [option] = colour.options ?? []
    const without = setOf([{ ...colour, options: option === undefined ? [] : [option] }], before)
    expect(without.fields[0]?.options?.map(({ key }) => key)).toEqual(['red'])
    expect(without.removed).toEqual([{ name: 'custom.remark-line', type: 'text' }])
  })

  it('comes back under its name only with its type', () => {
    const removed = setOf([colour], before)
    const remark = (type: GivenField['type'], name?: string): GivenField[] => [
      colour,
      { type, label: text('Remark line'), ...(name === undefined ? {} : { name }) },
    ]
    const again = setOf(remark('text'), removed)
    expect([again.fields[1]?.name, again.removed]).toEqual(['custom.remark-line', []])
    const other = setOf(remark('date'), removed)
    expect([other.fields[1]?.name, other.removed]).toEqual(['custom.remark-line-2', removed.removed])
    expect(problems(remark('date', 'custom.remark-line'), removed)).toEqual(['/fields/1/name'])
  })
})

describe('a label', () => {
  const labelled = (...labels: [string, string][]): GivenField[] =>
    labels.map(([en, de]) => ({ type: 'text', label: { en, de } }))

  it('titles one column: it is neither that of another field in any language, nor of one that the type has', () => {
    expect(problems(labelled(['Size', 'Größe'], ['Groesse!', 'Maß']))).toEqual(['/fields/1/label'])
    for (const taken of ['Name', 'PLZ', 'external id', 'externalId', 'Besuchs-Intervall (Tage)']) {
      expect(change(labelled([taken, 'Eigenes'])).problems).toEqual([
        { pointer: '/fields/0/label', message: expect.stringContaining(`"${taken}" names the field`) },
      ])
    }
    expect(problems(labelled(['Eigenes', 'Ort']))).toEqual(['/fields/0/label'])
  })

  it('may be a usual name of another field, and the same in both languages', () => {
    expect(
      problems(labelled(['Category', 'Category'], ['Umsatz (EUR)', 'Umsatz (EUR)'], ['Umsatz', 'Umsatz'])),
    ).toEqual([])
  })

  it('has a letter or a digit', () => expect(problems(labelled(['***', 'Sterne']))).toEqual(['/fields/0/label']))
})

describe('what belongs to a type', () => {
  it('min and max to numbers, in their order', () => {
    expect(problems([{ type: 'text', label: text('A'), min: 1 }])).toEqual(['/fields/0'])
    expect(problems([{ type: 'number', label: text('A'), min: 2, max: 1 }])).toEqual(['/fields/0/min'])
    expect(problems([{ type: 'integer', label: text('A'), min: 1, max: 1 }])).toEqual([])
  })

  it('options to selections, each word for one of them', () => {
    const given = (type: GivenField['type'], options?: GivenField['options']) =>
      problems([{ type, label: text('A'), ...(options === undefined ? {} : { options }) }])
    const labels = (...words: string[]) => words.map((word) => ({ label: text(word) }))
    expect(given('text', labels('a'))).toEqual(['/fields/0/options'])
    expect(given('selection')).toEqual(['/fields/0/options'])
    expect(given('multi-selection', [])).toEqual(['/fields/0/options'])
    expect(given('selection', labels('Red', 'RED'))).toEqual(['/fields/0/options/1'])
    expect(
      given('selection', [
        { key: '1', label: text('2') },
        { key: '2', label: text('1') },
      ]),
    ).toEqual(['/fields/0/options/1', '/fields/0/options/1'])
    expect(given('selection', labels('a, b'))).toEqual([])
    expect(given('multi-selection', labels('a, b'))).toEqual(['/fields/0/options/0/label'])
    const many = (count: number) => labels(...Array.from({ length: count }, (_, index) => `Option ${index}`))
    expect(given('selection', many(200))).toEqual([])
    expect(given('selection', many(201))).toEqual(['/fields/0/options'])
  })
})

describe('the whole list', () => {
  it('has at most 100 fields', () => {
    const fields = (count: number): GivenField[] =>
      Array.from({ length: count }, (_, index) => ({ type: 'text', label: text(`Field ${index}`) }))
    expect(problems(fields(100))).toEqual([])
    expect(problems(fields(101))).toEqual(['/fields'])
  })

  it('takes at most 200,000 bytes', () => {
    const fields = (help: string): GivenField[] =>
      Array.from({ length: 100 }, (_, index) => ({ type: 'text', label: text(`Field ${index}`), help: text(help) }))
    expect(problems(fields('x'.repeat(500)))).toEqual([])
    expect(problems(fields('€'.repeat(500)))).toEqual(['/fields'])
  })
})

describe('the time of a label', () => {
  const field = (label: string, labelledAt?: string): CustomField => ({
    name: 'custom.a',
    type: 'text',
    label: { en: label, de: label },
    ...(labelledAt === undefined ? {} : { labelledAt }),
  })
  it('is when the field got it, and stays while it has it', () => {
    expect(withLabelTimes([field('A')], [], 'now')).toEqual([field('A', 'now')])
    expect(withLabelTimes([field('A')], [field('A', 'then')], 'now')).toEqual([field('A', 'then')])
    expect(withLabelTimes([field('B')], [field('A', 'then')], 'now')).toEqual([field('B', 'now')])
  })
})

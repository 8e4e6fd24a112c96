import fc from 'fast-check'
import { companyChange } from '../../lib/contracts/schemas.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import { draftOf as fieldDraftOf, givenOf, moved, NEW_FIELD, wrongIn } from '../../web/src/pages/custom-fields/draft.ts'
import {
  changeOf,
  draftOf,
  guardExample,
  RANGES,
  wrongSettings,
  type SettingsDraft,
} from '../../web/src/pages/settings/draft.ts'

const COMPANY = { ...COMPANY_DEFAULTS, id: 'c', name: 'Nordwind' } as const
const BEFORE = draftOf(COMPANY)
const changed = (part: Partial<SettingsDraft>) => changeOf(BEFORE, { ...BEFORE, ...part })

describe('settings', () => {
  it('sends what was changed alone, in the units of the API', () => {
    expect(changed({})).toEqual({})
    expect(changed({ answerDays: '3', maxMegabytes: '5', name: ' Süd ' })).toEqual({
      name: 'Süd',
      answerWithinSeconds: 3 * 24 * 60 * 60,
      limits: { maxBytes: 5 * 1024 * 1024 },
    })
    expect(changed({ maxDeletedPercent: '12,5' })).toEqual({ guard: { maxDeletedPercent: 12.5 } })
  })

  it('keeps exactly what is no whole number in its unit', () => {
    const odd = draftOf({ ...COMPANY, answerWithinSeconds: 90, limits: { ...COMPANY.limits, maxBytes: 1_000_000 } })
    expect(wrongSettings(odd, { ...odd, name: 'Neu' })).toEqual([])
    expect(changeOf(odd, { ...odd, name: 'Neu' })).toEqual({ name: 'Neu' })
  })

  it('lets through only what the API takes', () => {
    const text = fc.oneof(fc.integer({ min: -10, max: 2_000_000 }).map(String), fc.constantFrom('', ' 7 ', '1e3', 'x'))
    const name = fc.constantFrom(...(Object.keys(RANGES) as (keyof typeof RANGES)[]), 'maxDeletedPercent' as const)
    fc.assert(
      fc.property(name, text, (setting, typed) => {
        const draft = { ...BEFORE, [setting]: typed }
        const isTaken = companyChange.safeParse(changeOf(BEFORE, draft)).success
        expect(wrongSettings(BEFORE, draft).length === 0).toBe(isTaken)
      }),
    )
  })

  it('says the guard in numbers of records', () => {
    expect(guardExample(BEFORE)).toEqual({ records: 100, deleted: 50, changed: 90 })
    expect(guardExample({ ...BEFORE, fromRecords: '1000' })).toEqual({ records: 1000, deleted: 500, changed: 900 })
    expect(guardExample({ ...BEFORE, maxDeletedPercent: '' })).toBeUndefined()
  })
})

describe('custom fields', () => {
  it('are the same again if nothing was changed', () => {
    const field = {
      name: 'custom.branche',
      type: 'selection',
      label: { en: 'Industry', de: 'Branche' },
      help: { en: 'h', de: 'h' },
      required: true,
      options: [{ key: 'trade', label: { en: 'Trade', de: 'Handel' } }],
    } as const
    expect(givenOf(fieldDraftOf(field), field.name)).toEqual(field)
    const number = { name: 'custom.n', type: 'number', label: { en: 'N', de: 'N' }, min: -1.5, max: 2 } as const
    expect(givenOf(fieldDraftOf(number), number.name)).toEqual(number)
  })

  it('say in both languages what was entered in one', () => {
    expect(givenOf({ ...NEW_FIELD, label: { en: '', de: ' Rabatt ' } })).toEqual({
      type: 'text',
      label: { en: 'Rabatt', de: 'Rabatt' },
    })
  })

  it('leave out what belongs to another type, and say what is missing', () => {
    const draft = {
      ...NEW_FIELD,
      label: { en: 'A', de: '' },
      min: '1',
      options: [{ id: 0, label: { en: '', de: '' } }],
    }
    expect(wrongIn(draft)).toBeUndefined()
    expect(givenOf(draft)).not.toHaveProperty('min')
    expect(wrongIn({ ...draft, type: 'selection' })).toMatchObject({ options: [0], noOptions: false })
    expect(wrongIn({ ...draft, type: 'selection', options: [] })).toMatchObject({ noOptions: true })
    expect(wrongIn({ ...draft, type: 'number', max: '0' })).toMatchObject({ range: true })
    expect(wrongIn({ ...draft, type: 'number', min: 'x' })).toMatchObject({ min: true, range: false })
    expect(wrongIn(NEW_FIELD)).toMatchObject({ label: true })
  })

  it('are moved by one place, and nowhere beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  })
})

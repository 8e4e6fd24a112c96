import fc from 'fast-check'
import { formatsOf } from '../../web/src/texts/formats.ts'

test('a record that is called by its day is called as people write the day, wherever they are', () => {
  expect(formatsOf('de').title('2026-09-28')).toBe('28.09.2026')
  expect(formatsOf('en').title('2026-09-28')).toBe('28 Sept 2026')
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (day) => {
      const text = day.toISOString().slice(0, 10)
      expect(formatsOf('de').title(text)).toBe(text.split('-').reverse().join('.'))
    }),
  )
})

test('every other name stays as it is, also days that there are not', () => {
  for (const name of ['2026-02-31', '2026-13-01', '2026-09-28 call', '', 'K-00001', '12345-01-01']) {
    expect(formatsOf('de').title(name)).toBe(name)
  }
})

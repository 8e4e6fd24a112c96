import { describe, expect, it } from '@jest/globals'
import { outline, planOf, stored, type Scene } from '../support.ts'

const CUSTOMER = stored('c-1', { externalId: 'K-1', name: 'Alt', lastCall: '2026-03-01' })

function planned(rows: Scene['rows'], more: Partial<Scene> = {}) {
  return planOf('externalId! customer date startTime durationMinutes reportType', {
    type: 'reports',
    customers: [CUSTOMER],
    rows,
    settings: { raiseLastCall: true },
    ...more,
  })
}
const raised = (plan: ReturnType<typeof planned>) =>
  plan.entries.flatMap(({ outcome, operation }) => (outcome === 'related' ? [operation?.after.fields['lastCall']] : []))

describe('the last call of a customer', () => {
  it('becomes the day of its latest call report, once', () => {
    const plan = planned([
      ['R-1', 'K-1', '2026-04-23', '08:00', 30, '0'],
      ['R-2', 'K-1', '2026-05-02', '08:00', 30, ''],
      ['R-3', 'K-1', '2026-04-30', '08:00', 30, '0'],
    ])
    expect(outline(plan)).toEqual(['2 created', '3 created', '4 created', '- related'])
    expect(raised(plan)).toEqual(['2026-05-02'])
    expect(plan.entries[3]).toMatchObject({ of: 3, title: 'Alt', operation: { changed: ['lastCall'] } })
  })
  it('is not raised by a missed call or by office work', () => {
    expect(raised(planned([['R-1', 'K-1', '2026-04-23', '08:00', 30, '1']]))).toEqual([])
    expect(raised(planned([['R-1', 'K-1', '2026-04-23', '08:00', 30, '2']]))).toEqual([])
  })
  it('is never lowered', () => {
    expect(raised(planned([['R-1', 'K-1', '2026-02-28', '08:00', 30, '0']]))).toEqual([])
  })
  it('stays where the option is off', () => {
    const row = ['R-1', 'K-1', '2026-04-23', '08:00', 30, '0']
    expect(raised(planned([row], { settings: {} }))).toEqual([])
  })
  it('is filled where the customer had none', () => {
    const customers = [stored('c-1', { externalId: 'K-1', name: 'Alt' })]
    expect(raised(planned([['R-1', 'K-1', '2026-02-28', '08:00', 30, '0']], { customers }))).toEqual(['2026-02-28'])
  })
  it('is raised by a report that is there already, when its file comes again with the option on', () => {
    const fields = { externalId: 'R-1', customer: 'c-1', date: '2026-04-23', startTime: '08:00:00' }
    const report = { ...fields, durationMinutes: 30, endTime: '08:30:00', reportType: '0' }
    const records = [stored('r-1', report, { type: 'reports' })]
    const plan = planned([['R-1', 'K-1', '2026-04-23', '08:00', 30, '0']], { records })
    expect(outline(plan)).toEqual(['2 unchanged', '- related'])
  })
  it('is not raised by a row that is rejected', () => {
    expect(raised(planned([['R-1', 'K-1', '2026-04-23', 'noon', 30, '0']]))).toEqual([])
  })
})

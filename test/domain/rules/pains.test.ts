import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import { rejectedRowsTable } from '../../../lib/domain/rejected-rows.ts'
import { apply, configuration, outline, planOf } from '../support.ts'
import { ALT, ALT_ROW, hold, NEU_ROW } from './rules.ts'

/** What users of other import systems complain of most, each as the promise that it does not happen here. */

describe('it does not happen that', () => {
  hold({
    'empty cells wipe data': {
      fields: 'externalId! name zip city phone email note',
      before: { a: { ...ALT, phone: '1', email: 'a@b.example', note: 'n' } },
      rows: [['K-1', null, null, null, null, null, null]],
      outcome: ['2 unchanged'],
    },
    'data cannot be emptied by a file': {
      fields: 'externalId! phone~ note#',
      before: { a: { ...ALT, phone: '1', note: 'n' } },
      rows: [['K-1', null, '#CLEAR']],
      outcome: ['2 updated'],
      after: { a: ALT },
    },
    'columns that are not mapped wipe data': {
      fields: 'externalId! city',
      before: { a: { ...ALT, phone: '1', note: 'n' } },
      rows: [['K-1', 'Leipzig', null, null]],
      outcome: ['2 updated'],
      after: { a: { ...ALT, phone: '1', note: 'n', city: 'Leipzig' } },
    },
    'a day and a month change places up to the twelfth': {
      fields: 'externalId! name zip city lastCall',
      rows: [
        [...ALT_ROW, '12.11.2026'],
        [...NEU_ROW, '11/13/2026'],
      ],
      outcome: ['2 created', '3 rejected no-such-date'],
      after: { 'new-2': { ...ALT, lastCall: '2026-11-12' } },
    },
    'zeros in front and long numbers are lost': {
      fields: 'externalId! name zip city mobile',
      rows: [['00012345678901234567', 'Alt', '00501', 'Holtsville', '00436641234567890']],
      outcome: ['2 created'],
      after: {
        'new-2': { externalId: '00012345678901234567', name: 'Alt', zip: '00501', city: 'Holtsville', mobile: '00436641234567890' }, // prettier-ignore
      },
    },
    'one bad row stops all': {
      fields: 'externalId! name zip city callIntervalDays',
      rows: [
        [...ALT_ROW, 'never'],
        [...NEU_ROW, 30],
      ],
      outcome: ['2 rejected not-a-number', '3 created'],
    },
    'records double because of case and space': {
      fields: 'name! zip! city',
      before: { a: ALT },
      rows: [['  ALT ', '06108', 'Halle']],
      outcome: ['2 unchanged'],
    },
    'rows of one file double because of case and space': {
      fields: 'email! name zip city',
      rows: [
        ['info@alt.example', 'Alt', '06108', 'Halle'],
        ['INFO@alt.example ', 'Alt', '06108', 'Halle'],
      ],
      outcome: ['2 rejected duplicate-key-in-file', '3 rejected duplicate-key-in-file'],
    },
    'one of several records is taken by guess': {
      fields: 'name! city',
      before: { a: ALT, b: { ...ALT, externalId: 'K-7' } },
      rows: [['Alt', 'Leipzig']],
      outcome: ['2 rejected several-matches'],
      after: { a: ALT, b: { ...ALT, externalId: 'K-7' } },
    },
  })

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC', 'Europe/Vienna'])(
    'a date moves by a day in the time zone %s',
    (zone) => {
      const conversions = new URL('../../../lib/domain/conversions.ts', import.meta.url).href
      const cells: Cell[] = ['2026-04-23', '23.04.2026', 46135, 46135.99, '2026-04-23T23:59:59Z', '23. April 2026']
      const script = `
        const { convertCell } = await import(${JSON.stringify(conversions)})
        const field = { name: 'f', type: 'date', label: { en: 'F', de: 'F' }, help: { en: 'f', de: 'f' }, synonyms: [] }
        const notation = { decimal: ',', dateOrder: 'dmy' }
        console.log(JSON.stringify(${JSON.stringify(cells)}.map((cell) => convertCell(cell, field, notation).value)))`
      const child = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      })
      expect(child.stderr).toBe('')
      expect(JSON.parse(child.stdout)).toEqual(cells.map(() => '2026-04-23'))
    },
  )

  it('rows that were refused come back without their reason, or changed', () => {
    const rows: Cell[][] = [
      ['K-1', 'Alt', '06108', 'Halle', 'never'],
      ['K 2', 'Neu', 8001, 'Zürich', 30],
    ]
    const columns = configuration('externalId! name zip city callIntervalDays').mapping.map(({ column }) => column)
    const { entries } = planOf('externalId! name zip city callIntervalDays', { rows })
    const rejected = entries.map(({ row, cells = [], reasons = [] }) => ({ row: row ?? 0, cells, reasons }))
    const [header, ...lines] = rejectedRowsTable('import-1', rejected, columns, 1, {
      language: 'en',
      say: (text) => text,
    })
    expect(header?.slice(3)).toEqual(columns)
    expect(lines.map((line) => line.slice(3))).toEqual(rows)
    expect(lines.map((line) => line[1])).toEqual([2, 3])
    expect(lines.map((line) => line[2])).toEqual([
      expect.stringContaining('callIntervalDays: "never" is not a number'),
      expect.stringContaining('externalId: "K 2" is not allowed'),
    ])
  })

  it('refused rows, once corrected, touch others than their own', () => {
    const fields = 'externalId! name zip city callIntervalDays'
    const first = planOf(fields, {
      rows: [
        [...ALT_ROW, 'never'],
        [...NEU_ROW, 30],
      ],
    })
    const records = apply([], first)
    const again = planOf(fields, { rows: [[...ALT_ROW, 0]], records })
    expect(outline(again)).toEqual(['2 created'])
    expect(again.entries.flatMap(({ operation }) => operation?.after.fields['externalId'])).toEqual(['K-1'])
  })
})

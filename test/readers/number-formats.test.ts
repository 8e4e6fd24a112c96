import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { SSF } from 'xlsx'
import {
  builtInFormat,
  formatKind,
  paddedText,
  serialText,
  type FormatKind,
  type SerialKind,
} from '../../lib/readers/number-formats.ts'

const ssf = SSF as {
  is_date(format: string): boolean
  format(format: string, value: number, options?: { date1904?: boolean }): string
}
const isMoment = (kind: FormatKind): boolean => ['date', 'date-time', 'time', 'duration'].includes(kind)

const FORMATS: readonly (readonly [FormatKind, readonly string[]])[] = [
  ['general', ['General', 'GENERAL', '', 'Standard', '[Red]General', 'G/通用格式', 'G/標準', 'General;[Red]-General']],
  ['text', ['@', '"No. "@', '@;dd.mm.yyyy']],
  [
    'number',
    ['0', '0.00', '#,##0 €', '#,##0.00\\ "EUR"', '[$€-407] #,##0.00', '# ?/?', '0.00E+00', '* #,##0', '_d0_-', '\\d0'],
  ],
  ['number', ['"Tag "0', '"dd"', 'Stk', '0 "h"', '[<1000]0;0,"k"', ';;;', '00.00', '"a;b"0;dd', '0"%"', '0\\%']],
  ['percent', ['0%', '0.00 %', '[Red]0.0%;-0.0%', '#,##0%']],
  [
    'padded',
    ['00000', '00', '000\\-000', '000 000', '"D-"00000', '00000\\-0000', '[<100000]00000;000000', '(000) 0000'],
  ],
  ['date', ['dd.mm.yyyy', 'yyyy-mm-dd;@', 'm/d/yy', 'mmm-yy', 'mmmm', 'd', '[$-F800]dddd, mmmm dd, yyyy', 'd"."m"."']],
  ['date', ['yyyy年m月d日', '[$-804]yyyy"年"m"月"d"日"', '[$-411]ggge"年"m"月"d"日"', 'ge.m.d', '[$-404]aaaa', 'bbbb']],
  ['date', ['TT.MM.JJJJ', 'T. MMMM JJJJ', 'jj/mm/aaaa', 'dd-mm-jjjj', 'gg/mm/aaaa', 'åååå-MM-DD', 'ДД.ММ.ГГГГ']],
  ['date-time', ['dd.mm.yyyy hh:mm', 'm/d/yy h:mm', 'yyyy-mm-ddThh:mm:ss', '[$-407]TT.MM.JJJJ hh:mm', 'h:mm m/d']],
  ['date-time', ['dd-mm-jjjj uu:mm', 'ДД.ММ.ГГГГ чч:мм', 'dd "de" mmmm hh:mm', 'd h']],
  ['time', ['h:mm', '[$-F400]h:mm:ss AM/PM', 'hh:mm:ss.000', 'mm:ss', 'mmss.0', 'h:mm A/P', 'mm:ss,00', 'hh']],
  ['time', ['上午/下午h"時"mm"分"', 'h时mm分ss秒', '午前/午後 h:mm', 'h"h"mm', 'ช:นน:ทท']],
  ['duration', ['[h]:mm', '[hh]:mm:ss;@', '[mm]:ss', '[ss].00', '[h]" h "mm', '[H]:MM', '[ช]:นน']],
  ['boolean', ['BOOLEAN', '"TRUE";"TRUE";"FALSE"', '"WAHR";"WAHR";"FALSCH"', '[$-40C]"VRAI";"VRAI";"FAUX"']],
]

describe('a number format', () => {
  it.each(FORMATS.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)))('%s is %s', (code, kind) => {
    expect(formatKind(code)).toBe(kind)
  })

  it('that is missing is general', () => {
    expect(formatKind(undefined)).toBe('general')
  })

  it('with brackets or quotes that never close is answered', () => {
    expect(formatKind('['.repeat(100_000))).toBe('number')
    expect(formatKind('"'.repeat(99_999))).toBe('number')
    expect(formatKind(`${'_'.repeat(100_000)}d`)).toBe('number')
  })

  it('shows dates where SheetJS says so, but for the differences listed', () => {
    // What Excel itself writes, put together at random.
    const piece = fc.constantFrom(
      ...[
        'yyyy',
        'yy',
        'mm',
        'm',
        'mmm',
        'dd',
        'd',
        'hh',
        'h',
        'ss',
        'AM/PM',
        '0',
        '#,##0',
        '0.00',
        '%',
        ' ',
        '.',
        '-',
      ],
      ...[
        '/',
        ':',
        '"Tag"',
        '"a;b"',
        '\\d',
        '\\;',
        '_)',
        '_d',
        '* ',
        '*d',
        '[Red]',
        '[h]',
        '[$-407]',
        '[$€-2]',
        'General',
      ],
      ...['[<100]', '@', '?', '年', '(', ')', '$', '€'],
    )
    const code = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(code, (format) => {
        fc.pre(knownDifference(format) === undefined)
        expect(isMoment(formatKind(format))).toBe(ssf.is_date(format))
      }),
      { numRuns: 3000 },
    )
  })

  it('differs from SheetJS where SheetJS is not what Excel shows', () => {
    // Only the first section is that of a positive number.
    expect([formatKind('0;dd.mm.yyyy'), ssf.is_date('0;dd.mm.yyyy')]).toEqual(['number', true])
    // A letter behind digits is a mistake in Excel, and a unit in files of other programs.
    expect([formatKind('0.0h'), ssf.is_date('0.0h')]).toEqual(['number', true])
    // A character that fills the cell is not shown as a date.
    expect([formatKind('*d0'), ssf.is_date('*d0')]).toEqual(['number', true])
    // The letters of other languages.
    expect([formatKind('ช:นน'), ssf.is_date('ช:นน')]).toEqual(['time', false])
    // Words with English letters of dates.
    expect([formatKind('Standard'), ssf.is_date('Standard')]).toEqual(['general', true])
    expect([formatKind('Stk'), ssf.is_date('Stk')]).toEqual(['number', true])
    // Empty brackets, which SheetJS takes for hours.
    expect([formatKind('[]0'), ssf.is_date('[]0')]).toEqual(['number', true])
    // Numbers 34, 35, 52, 53, 55 and 56 of East Asian programs are dates or times; SheetJS knows them not or as times.
    expect([builtInFormat(34), builtInFormat(56)].map(formatKind)).toEqual(['date', 'date'])
  })
})

/** Why a format of the property test may differ from SheetJS. */
function knownDifference(format: string): string | undefined {
  if (/\*[dh]/.test(format)) return 'a character that fills the cell'
  if (/[0#?].*[ymdhs]|[ymdhs].*[0#?]|[0#?].*AM|AM.*[0#?]|\[h\].*[0#?]|[0#?].*\[h\]/.test(format))
    return 'letters of dates beside digits, which Excel refuses'
  if (format.includes('General')) return 'General with anything beside it, which Excel shows as a number'
  return undefined
}

describe('the formats a file need not write down', () => {
  it('are those of the standard, in the words of SheetJS', () => {
    const same = [...Array.from({ length: 14 }, (_, id) => id), ...[15, 16, 17, 18, 19, 20, 21, 22]]
    for (const id of [...same, 37, 38, 39, 40, 45, 46, 47, 48, 49]) {
      if (id >= 5 && id <= 8) expect(formatKind(builtInFormat(id))).toBe('number')
      else expect(builtInFormat(id)).toBe((SSF as { get_table(): Record<number, string> }).get_table()[id])
    }
  })

  it.each<[FormatKind, number[]]>([
    ['date', [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 54, 57, 58, 71, 81]],
    ['date-time', [22, 77]],
    ['time', [18, 19, 20, 21, 32, 33, 45, 47, 75, 76]],
    ['duration', [46, 79]],
    ['percent', [9, 10, 67, 68]],
    ['text', [49]],
    ['general', [0, 23, 164]],
    ['number', [1, 2, 3, 4, 11, 12, 37, 41, 44, 48, 59]],
  ])('%s: %j', (kind, ids) => {
    expect(ids.map((id) => formatKind(builtInFormat(id)))).toEqual(ids.map(() => kind))
  })
})

describe('the days a spreadsheet counts', () => {
  it.each<[number, SerialKind, boolean, string | undefined]>([
    [46135, 'date', false, '2026-04-23'],
    [46135 - 1462, 'date', true, '2026-04-23'],
    [46135.354166666664, 'date-time', false, '2026-04-23T08:30:00'],
    [46135, 'date-time', false, '2026-04-23T00:00:00'],
    [0.3541666666666667, 'time', false, '08:30:00'],
    [46135.354166666664, 'time', false, '08:30:00'],
    [26.5 / 24, 'duration', false, '26:30:00'],
    [1, 'date', false, '1900-01-01'],
    [59, 'date', false, '1900-02-28'],
    [60, 'date', false, undefined],
    [60.5, 'date-time', false, undefined],
    [61, 'date', false, '1900-03-01'],
    [0, 'date', false, undefined],
    [0.5, 'date-time', false, undefined],
    [0, 'date', true, '1904-01-01'],
    [0, 'time', false, '00:00:00'],
    [2958465, 'date', false, '9999-12-31'],
    [2958466, 'date', false, undefined],
    [2958465 - 1462, 'date', true, '9999-12-31'],
    [2958465 - 1461, 'date', true, undefined],
    [-1, 'date', true, undefined],
    [Number.NaN, 'time', false, undefined],
    [Number.POSITIVE_INFINITY, 'duration', false, undefined],
    // Rounding to the second may reach the next day.
    [46134.999999, 'date', false, '2026-04-23'],
    [0.999999, 'time', false, '00:00:00'],
    [2958465.999999, 'date-time', false, undefined],
  ])('%d as %s (from 1904: %s) is %s', (serial, kind, date1904, text) => {
    expect(serialText(serial, kind, date1904)).toBe(text)
  })

  it.each([false, true])('are the days of SheetJS, every second of them (from 1904: %s)', (date1904) => {
    // SheetJS carries no second over midnight, counts 1900-02-29 and 1900-01-00, and ends with the last midnight of 9999.
    const last = 2_958_464 - (date1904 ? 1462 : 0)
    const day = fc.oneof(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: 100 }))
    const second = fc.integer({ min: 0, max: 86_398 })
    fc.assert(
      fc.property(day, second, fc.double({ min: -0.4, max: 0.4, noNaN: true }), (days, seconds, noise) => {
        fc.pre(date1904 || (days !== 0 && days !== 60))
        const serial = Math.max(0, days + (seconds + noise) / 86_400)
        const shown = (format: string) => ssf.format(format, serial, { date1904 })
        fc.pre(seconds > 0)
        expect(serialText(serial, 'date', date1904)).toBe(shown('yyyy-mm-dd'))
        expect(serialText(serial, 'date-time', date1904)).toBe(shown('yyyy-mm-dd"T"hh:mm:ss'))
        expect(serialText(serial, 'time', date1904)).toBe(shown('hh:mm:ss'))
        expect(serialText(serial, 'duration', date1904)).toBe(shown('[hh]:mm:ss'))
      }),
      { numRuns: 2000 },
    )
  })

  it('are the days of the calendar, one by one', () => {
    for (let day = 61; day <= 2_958_465; day += 1 + (day % 7)) {
      const expected = new Date(Date.UTC(1899, 11, 30 + day)).toISOString().slice(0, 10)
      if (serialText(day, 'date', false) !== expected) expect(serialText(day, 'date', false)).toBe(expected)
    }
  })

  it('are right again after other days took their place in memory', () => {
    const days = [46135, 46135 + 8192, 46135, 46135 - 8192, 46135]
    expect(days.map((day) => serialText(day, 'date', false))).toEqual([
      '2026-04-23',
      '2048-09-26',
      '2026-04-23',
      '2003-11-18',
      '2026-04-23',
    ])
  })
})

it.each([
  ['00000', 123, '00123'],
  ['00000', 1234567, '1234567'],
  ['000\\-000', 42, '000-042'],
  ['"D-"00000', 6108, 'D-06108'],
  ['0000 0000', 123, '0000 0123'],
  ['00000', -5, '-00005'],
  ['[<100000]00000;"x"000000', 123456, 'x123456'],
])('%s shows %d as %s', (code, value, text) => {
  expect(paddedText(code, value)).toBe(text)
})

import { text } from '../files.ts'
import { noRows, refused, type HostileCase, type Reading, type Refusal } from './case.ts'

const tooLong = refused('value-too-long', /characters/)
const unclosed = refused('unclosed-quote', /not closed/)
const tooWide = refused('too-many-columns', /column|field/)

type Case = readonly [name: string, content: () => string | Uint8Array, answer: Reading | Refusal]

const TABLE = 'name;town\nAda;London\n'
const READ: Reading = { rows: 2, last: { row: 2, cells: ['Ada', 'London'] } }

/** One value of a million characters below a header, in quotes: whatever looks at values has to be done with it soon. */
const longValue = (value: string): Uint8Array => text(`name;town\nAda;"${value}"\nBob;"${value}"\n`)
const read = (rows: number): Reading => ({ rows })

const CASES: readonly Case[] = [
  ['50 MB in one field', () => `name;town\nAda;${'a'.repeat(50_000_000)}\n`, tooLong],
  ['50 MB in one quoted field', () => `name;town\nAda;"${'a'.repeat(50_000_000)}"\n`, tooLong],
  ['50 MB without any line break', () => 'abc '.repeat(12_500_000), tooLong],
  ['a quotation mark that is never closed', () => `${TABLE}"Bob;Paris\nEve;Rome\n`, unclosed],
  [
    'a quotation mark that is never closed, and 50 MB behind it',
    () => `name;town\n"Ada;London\n${'Bob;Paris\n'.repeat(5_000_000)}`,
    { code: 'unreadable-file', says: /quotation mark/ },
  ],
  ['20 million quotation marks', () => `name;town\nAda;"${'"'.repeat(20_000_000)}"\n`, tooLong],
  [
    '20 million quotation marks in 5 million fields',
    () => `name;town\n${'"";"a"\n'.repeat(2_500_000)}`,
    { rows: 2_500_001, last: { row: 2_500_001, cells: [null, 'a'] } },
  ],
  [
    '20 million quotation marks and an odd one',
    () => `name;town\nAda;"${'"'.repeat(20_000_001)}"\n`,
    { code: 'unreadable-file', says: /quotation mark|characters/ },
  ],
  ['a million empty rows', () => `name;town${'\n'.repeat(1_000_000)}`, noRows()],
  ['a million rows of delimiters', () => `name;town\n${';\n'.repeat(1_000_000)}`, noRows()],
  [
    'a million empty rows before the last',
    () => `name;town${'\r\n'.repeat(1_000_000)}Ada;London`,
    { rows: 2, last: { row: 1_000_001, cells: ['Ada', 'London'] } },
  ],
  [
    '10 million delimiters in one row',
    () => `name;town\n${';'.repeat(10_000_000)}\n`,
    { code: 'unreadable-file', says: /./ },
  ],
  [
    '100,000 columns',
    () => `${Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(';')}\n${'1;'.repeat(100_000)}\n`,
    tooWide,
  ],
  [
    '16,000 columns',
    () =>
      `${Array.from({ length: 16_000 }, (_, index) => `c${index}`).join(';')}\n${`${'1;'.repeat(16_000)}\n`.repeat(200)}`,
    tooWide,
  ],
  ['only a header', () => 'name;town\n', noRows(/no rows below/)],
  ['only delimiters', () => ';;;;\n;;;;\n', noRows()],
  ['only quotation marks', () => '""\n""\n', noRows()],
  [
    'UTF-16 that is cut within a character',
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TABLE, 'utf16le'), Buffer.alloc(1, 65)]),
    { code: 'unreadable-file', says: /./ },
  ],
  ['nothing but a UTF-16 byte order mark', () => Buffer.from([0xff, 0xfe]), refused('empty', /./)],
  ['half of the bytes zero', () => TABLE.repeat(100).replaceAll('a', '\0'), { code: 'unreadable-file', says: /./ }],
  ['lines that end in carriage returns', () => TABLE.replaceAll('\n', '\r'), READ],
  ['a value of a million digits', () => longValue('1'.repeat(1_000_000)), read(3)],
  ['a value of a million zeros', () => longValue('0'.repeat(1_000_000)), read(3)],
  ['a value of a million points', () => longValue('1.'.repeat(500_000)), read(3)],
  ['a value of a million thousands', () => longValue('111.'.repeat(250_000)), read(3)],
  ['a value of a million commas', () => longValue('1,'.repeat(500_000)), read(3)],
  ['a value of a million blanks', () => longValue(`a${' '.repeat(1_000_000)}b`), read(3)],
  ['a value of a million minus signs', () => longValue('-'.repeat(1_000_000)), read(3)],
  ['a value of a million dates', () => longValue('1.1.20 '.repeat(140_000)), read(3)],
  ['a value of a million at signs', () => longValue('a@'.repeat(500_000)), read(3)],
  ['a value of a million domains', () => longValue(`a@${'a.'.repeat(500_000)}`), read(3)],
  ['a value of a million line breaks', () => longValue('\n'.repeat(1_000_000)), read(3)],
]

/** Texts with delimiters. */
export const TEXT_CASES: readonly HostileCase[] = CASES.map(([name, content, answer]) => ({
  name: `a text with ${name}`,
  bytes: () => {
    const made = content()
    return typeof made === 'string' ? text(made) : made
  },
  answer,
}))

import { delimiterOf } from '../../web/src/pages/users/read-csv.ts'
import { readAccounts } from '../../web/src/pages/users/account-file.ts'
import type { User } from '../../web/src/api/shapes.ts'

const ANNA: User = {
  id: 'anna',
  email: 'anna@nordwind.example',
  employeeNumber: '00012',
  firstName: 'Anna',
  lastName: 'Huber',
  level: 'administrator',
  groups: ['Nord', 'Süd'],
  active: true,
}
const BJOERN: User = { ...ANNA, id: 'bjoern', email: 'bjoern@nordwind.example', employeeNumber: '00107', level: 'user' }
const KNOWN = [ANNA, BJOERN]

function read(...lines: readonly string[]) {
  const file = readAccounts(
    lines.map((line) => line.split(',')),
    KNOWN,
  )
  if (file.kind !== 'accounts') throw new Error(`The file is ${file.kind}`)
  return file
}

it('says what each row would do, counting rows as a spreadsheet does', () => {
  const { entries, problems } = read(
    'EMAIL,firstName,groups',
    'ANNA@nordwind.example,Anna,Nord|Süd',
    ',,',
    'neu@nordwind.example,Nina, Nord | ',
    'bjoern@nordwind.example,Björn,',
  )
  expect(problems).toEqual([])
  expect(entries.map(({ row, kind }) => [row, kind])).toEqual([
    [2, 'update'],
    [4, 'create'],
    [5, 'update'],
  ])
  expect(entries[0]?.changes).toEqual([
    { column: 'email', before: 'anna@nordwind.example', after: 'ANNA@nordwind.example' },
  ])
  expect(entries[1]?.given).toEqual({ email: 'neu@nordwind.example', firstName: 'Nina', groups: ['Nord'] })
  expect(entries[2]?.changes).toContainEqual({ column: 'groups', before: 'Nord, Süd', after: '' })
})

it('finds an account by its employee number, and leaves what the file has no column for', () => {
  const { entries } = read('email,employeeNumber', 'anna.neu@nordwind.example,00012', 'bjoern@nordwind.example,')
  expect(entries.map(({ kind }) => kind)).toEqual(['update', 'same'])
  expect(entries[1]?.given).toEqual({ email: 'bjoern@nordwind.example' })
})

it('names everything that cannot be, by row and column', () => {
  const { problems } = read(
    'email,employeeNumber,level',
    'nobody,1,boss',
    'a@nordwind.example,7,User',
    'A@nordwind.example,7,',
    'bjoern@nordwind.example,00012,',
    'b@nordwind.example,00107,',
  )
  expect(problems.map(({ row, column, why, other }) => [row, column, why, other])).toEqual([
    [2, 'email', 'email', undefined],
    [2, 'level', 'level', undefined],
    [4, 'email', 'repeated', '3'],
    [4, 'employeeNumber', 'repeated', '3'],
    [5, 'employeeNumber', 'taken', 'anna@nordwind.example'],
    [6, 'email', 'sameAccount', '5'],
  ])
})

it('says which columns mean nothing, and that a file without addresses or accounts is none', () => {
  expect(read('email,Telefon', 'anna@nordwind.example,1').unknownColumns).toEqual(['Telefon'])
  expect(readAccounts([['Name', '']], KNOWN)).toEqual({ kind: 'no-email', titles: ['Name'] })
  expect(readAccounts([['email'], [''], [' ']], KNOWN)).toEqual({ kind: 'empty' })
  expect(readAccounts([], KNOWN)).toEqual({ kind: 'no-email', titles: [] })
})

it.each([
  ['email,groups\na@b.example,x;y;z', ','],
  ['email;level\n', ';'],
  ['email\tlevel\r\na,b,c', '\t'],
  ['email', ','],
])('%j is separated by %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter)
})

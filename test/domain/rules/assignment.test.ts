import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createAssigner, type AssignerInput } from '../../../lib/domain/assignment.ts'
import type { Cell } from '../../../lib/domain/cells.ts'
import { mayImport, reaches, type Company } from '../../../lib/domain/companies.ts'
import { user } from '../support.ts'

const ADMIN = user('admin', { level: 'administrator' })
const ANNA = user('anna', { employeeNumber: '004711', groups: ['Nord'] })
const BERT = user('bert', { employeeNumber: 'A-2', groups: ['Süd'] })
const GONE = user('gone', { employeeNumber: '3', groups: ['Nord'], active: false })
const NORTH = user('north', { level: 'supervisor', groups: ['Nord'] })

interface Rule {
  readonly cell: Cell
  readonly by: AssignerInput['by']
  /** `anna`, or the word for why it is nobody’s. */
  readonly belongs: string
  readonly actor?: AssignerInput['actor']
  readonly more?: Partial<AssignerInput>
}

function belongs({ cell, by, actor = ADMIN, more = {} }: Rule): string {
  const users = [ADMIN, ANNA, BERT, GONE, NORTH]
  const found = createAssigner({ users, actor, by, excludeEmails: [], ...more })(cell)
  return found.kind === 'user' ? found.userId : found.kind === 'excluded' ? found.why : found.kind
}

const RULES: Readonly<Record<string, Rule>> = {
  'an e-mail address says whose a row is': { cell: 'anna@nordwind.example', by: 'email', belongs: 'anna' },
  'e-mail addresses ignore case': { cell: 'ANNA@Nordwind.example', by: 'email', belongs: 'anna' },
  'e-mail addresses ignore space around them': { cell: ' anna@nordwind.example\u00a0', by: 'email', belongs: 'anna' },
  'e-mail addresses do not ignore a letter': { cell: 'ana@nordwind.example', by: 'email', belongs: 'not-found' },
  'an employee number says whose a row is': { cell: '004711', by: 'employee-number', belongs: 'anna' },
  'employee numbers do not ignore zeros in front': { cell: '4711', by: 'employee-number', belongs: 'not-found' },
  'employee numbers that became numbers are not guessed': { cell: 4711, by: 'employee-number', belongs: 'not-found' },
  'employee numbers do not ignore case': { cell: 'a-2', by: 'employee-number', belongs: 'not-found' },
  'an employee number is none in a column of e-mail addresses': { cell: '004711', by: 'email', belongs: 'not-found' },
  'an empty cell belongs to nobody, and is told apart from a value not found': { cell: ' ', by: 'email', belongs: 'empty' }, // prettier-ignore
  'a failed formula belongs to nobody': { cell: { error: '#N/A' }, by: 'email', belongs: 'not-found' },
  'an inactive user gets nothing': { cell: 'gone@nordwind.example', by: 'email', belongs: 'inactive' },
  'a user who is left out gets nothing': {
    cell: 'bert@nordwind.example',
    by: 'email',
    more: { excludeEmails: ['Bert@nordwind.example'] },
    belongs: 'by-choice',
  },
  'a supervisor imports for users of a shared group': {
    cell: 'anna@nordwind.example',
    by: 'email',
    actor: NORTH,
    belongs: 'anna',
  },
  'a supervisor does not import for users of other groups': {
    cell: 'bert@nordwind.example',
    by: 'email',
    actor: NORTH,
    belongs: 'outside-groups',
  },
  'a correction says whom a value means that is nobody’s': {
    cell: '4711',
    by: 'employee-number',
    more: { corrections: [{ value: '4711', email: ANNA.email }] },
    belongs: 'anna',
  },
  'a correction takes no row from the user whose value it is': {
    cell: 'A-2',
    by: 'employee-number',
    more: { corrections: [{ value: 'A-2', email: ANNA.email }] },
    belongs: 'bert',
  },
}

describe('whose a row is', () => {
  it.each(Object.entries(RULES))('%s', (_rule, rule) => {
    expect(belongs(rule)).toBe(rule.belongs)
  })

  it('never depends on what stands in other rows', () => {
    const cells = fc.array(fc.constantFrom<Cell>('anna@nordwind.example', 'x', null, 'BERT@nordwind.example', 5))
    fc.assert(
      fc.property(cells, (column) => {
        const assign = createAssigner({ users: [ADMIN, ANNA, BERT], actor: ADMIN, by: 'email', excludeEmails: [] })
        const together = column.map((cell) => assign(cell))
        expect(together).toEqual(
          column.map((cell) =>
            createAssigner({ users: [BERT, ANNA, ADMIN], actor: ADMIN, by: 'email', excludeEmails: [] })(cell),
          ),
        )
      }),
    )
  })
})

describe('who may import', () => {
  const EVERYBODY = [ANNA, NORTH, ADMIN]
  it.each<[Company['importPermission'], string[]]>([
    ['everyone', ['anna', 'north', 'admin']],
    ['supervisors-and-administrators', ['north', 'admin']],
    ['administrators', ['admin']],
    ['nobody', []],
  ])('under the permission %s: %j', (importPermission, allowed) => {
    expect(EVERYBODY.filter((actor) => mayImport({ importPermission }, actor)).map(({ id }) => id)).toEqual(allowed)
  })
  it.each([
    ['an administrator sees everybody', ADMIN, ['admin', 'anna', 'bert', 'gone', 'north']],
    ['a supervisor sees users of a shared group', NORTH, ['anna', 'gone', 'north']],
    ['a user sees only themselves', ANNA, ['anna']],
  ])('%s', (_rule, actor, seen) => {
    expect([ADMIN, ANNA, BERT, GONE, NORTH].filter((one) => reaches(actor, one)).map(({ id }) => id)).toEqual(seen)
  })
})

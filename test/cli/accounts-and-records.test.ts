import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { companyChangeOf } from '../../cli/commands/company.ts'
import { valueOf } from '../../cli/commands/records.ts'
import { NO_COUNTS } from '../../lib/domain/restores.ts'
import { restoreText } from '../../cli/restores/texts.ts'
import { readUsers } from '../../cli/commands/users.ts'
import { sameEmail } from '../../cli/people.ts'

describe('muster users import', () => {
  it('reads the sample company', async () => {
    const users = await readUsers(await readFile('samples/users.csv'))
    expect(users).toHaveLength(9)
    expect(users[0]).toEqual({
      email: 'anna.huber@nordwind.example',
      employeeNumber: '00012',
      firstName: 'Anna',
      lastName: 'Huber',
      level: 'administrator',
      groups: ['Nord', 'Süd'],
      active: true,
    })
  })

  it('finds columns by name in any order and leaves out what is empty', async () => {
    const [user] = await readUsers(Buffer.from('GROUPS;Email;Level\n | Nord ||;b@x.example;\n'))
    expect(user).toMatchObject({ email: 'b@x.example', groups: ['Nord'], level: 'user' })
    expect(user).not.toHaveProperty('employeeNumber')
  })

  it('keeps what an account has and the file has no column for', async () => {
    const anna = {
      id: 'u1',
      email: 'anna@x.example',
      employeeNumber: '00012',
      firstName: 'Anna',
      lastName: 'Huber',
      level: 'administrator' as const,
      groups: ['Nord'],
      active: false,
      locale: 'de' as const,
    }
    const { id: _, ...kept } = anna
    expect(await readUsers(Buffer.from('email\nanna@x.example\n'), [anna])).toEqual([kept])
    expect(await readUsers(Buffer.from('email;lastName;groups\nANNA@x.example;Maier;\n'), [anna])).toEqual([
      { ...kept, email: 'ANNA@x.example', lastName: 'Maier', groups: [] },
    ])
    const [moved] = await readUsers(Buffer.from('email;employeeNumber\nnew@x.example;00012\n'), [anna])
    expect(moved).toEqual({ ...kept, email: 'new@x.example' })
  })

  it('names every wrong row and column and sends nothing', async () => {
    const file = Buffer.from('email,level\nb@x.example,user\nnobody,user\nc@x.example,boss\n')
    await expect(readUsers(file)).rejects.toMatchObject({
      code: 'invalid-request',
      places: [
        expect.objectContaining({ row: 3, column: 'email' }),
        expect.objectContaining({ row: 4, column: 'level' }),
      ],
    })
  })

  it('refuses a file without the column email, and one without accounts', async () => {
    await expect(readUsers(Buffer.from('name,level\nB,user\n'))).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(readUsers(Buffer.from('email,level\n'))).rejects.toMatchObject({ code: 'no-rows' })
  })
})

describe('a field value on the command line', () => {
  it.each([
    ['text', '007', '007'],
    ['integer', '30', 30],
    ['number', '-1.5', -1.5],
    ['yes-no', 'yes', true],
    ['yes-no', 'FALSE', false],
    ['multi-selection', 'a, b', ['a', 'b']],
    ['integer', '', null],
  ])('%s %j becomes %j', (type, text, value) => expect(valueOf('f', text, { type })).toEqual(value))

  it.each([
    ['integer', 'thirty'],
    ['yes-no', 'maybe'],
  ])('%s %j is refused', (type, text) => {
    expect(() => valueOf('f', text, { type })).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  })

  it('of a field that the type does not have is refused', () => {
    expect(() => valueOf('nmae', 'x', undefined)).toThrow(/no field "nmae"/)
  })
})

describe('company set', () => {
  it('changes only what was given', () => {
    expect(companyChangeOf({ maxRows: 5, answerWithin: 60, timeZone: 'Europe/Vienna' })).toEqual({
      limits: { maxRows: 5 },
      answerWithinSeconds: 60,
      timeZone: 'Europe/Vienna',
    })
    expect(companyChangeOf({})).toEqual({})
  })
})

describe('e-mail addresses', () => {
  it('are the same without case and surrounding space', () => {
    expect(sameEmail(' Björn@X.example', 'bjo\u0308rn@x.EXAMPLE ')).toBe(true)
    expect(sameEmail('a@x.example', 'b@x.example')).toBe(false)
  })
})

describe('a restore in words', () => {
  it('shows counts per user, the sum, and how to take it back', () => {
    const counts = { ...NO_COUNTS, created: 1, updated: 2, restored: 5, removed: 3, unchanged: 4 }
    const text = restoreText({
      id: 'r1',
      kind: 'restore',
      progress: { phase: 'writing', users: 1, of: 1 },
      restorePointId: 'p1',
      dryRun: false,
      status: 'completed',
      startedBy: { userId: 'u', email: 'a@x.example', name: 'A' },
      startedAt: '2026-01-01T00:00:00Z',
      safetyPointId: 'p2',
      counts,
      users: [
        {
          userId: 'b',
          email: 'b@x.example',
          counts,
          verified: true,
          losses: [{ kind: 'user', id: 'u', name: 'b@x.example', records: 3, last: '2026-01-01T00:00:00Z' }],
          survivors: [{ type: 'tasks', id: 't', title: 'Call \u001b[31mback' }],
        },
      ],
      missingUsers: ['gone'],
      newUsers: [],
    })
    const lines = text.split('\n').map((line) => line.trim().split(/\s{2,}/))
    expect(lines).toContainEqual(['b@x.example', '1', '2', '5', '3', '4', 'yes'])
    expect(lines).toContainEqual(['all', '1', '2', '5', '3', '4'])
    expect(text).toContain('muster restore p2')
    expect(text).toContain('gone')
    expect(text).toContain('b@x.example: 3 records last changed by b@x.example, most recently 2026-01-01T00:00:00Z\n')
    expect(text).toContain('left as it is: Call back (tasks of b@x.example)\n')
  })
})

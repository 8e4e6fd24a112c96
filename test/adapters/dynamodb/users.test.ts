import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { createUsers } from '../../../lib/adapters/dynamodb/users.ts'
import type { User } from '../../../lib/domain/companies.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let now = Date.parse('2026-03-01T12:00:00.000Z')
const clock = () => now
let users: ReturnType<typeof createUsers>
beforeAll(async () => {
  db = await startTable()
  users = createUsers(db.client, db.table, clock)
})
afterAll(() => db.stop())

let count = 0
const newCompany = () => `company-${count++}`
const aUser = (id: string, more: Partial<User> = {}): User => ({
  id,
  email: `${id}@acme.test`,
  firstName: 'Jürgen',
  lastName: '',
  level: 'user',
  groups: [],
  active: true,
  ...more,
})

/** A client that dies at the n-th call of a command (from 1) and answers nothing after. */
function dyingAt(command: string, nth: number): DynamoDBDocumentClient {
  const client = db.anotherClient()
  let seen = 0
  let dead = false
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === command && ++seen === nth) dead = true
      if (dead) throw new Error('killed')
      return next(args)
    },
    { step: 'initialize' },
  )
  return client
}

describe('accounts', () => {
  it('are given back as they were put, in lists and by e-mail in any notation, within their company only', async () => {
    const [acme, other] = [newCompany(), newCompany()]
    const one = aUser('u1', {
      email: 'Jürgen.Groß@Acme.test',
      employeeNumber: '0017',
      groups: ['Süd', 'Ost'],
      locale: 'de',
    })
    const two = aUser('u2')
    expect(await users.putUser(acme, one)).toBe('written')
    expect(await users.putUser(acme, two)).toBe('written')
    expect(await users.putUser(other, { ...one, id: 'x1' })).toBe('written')
    expect(await users.listUsers(acme)).toEqual([one, two])
    expect(await users.getUser(acme, 'u1')).toEqual(one)
    expect(await users.getUser(other, 'u1')).toBeUndefined()
    expect(await users.findUserByEmail(acme, '  JÜRGEN.groß@acme.TEST ')).toEqual(one)
    expect(await users.findUserByEmail(other, 'u2@acme.test')).toBeUndefined()
    expect(await users.findUserByEmail(acme, ' ')).toBeUndefined()
  })

  it('of one company never share an e-mail or an employee number', async () => {
    const acme = newCompany()
    await users.putUser(acme, aUser('u1', { email: 'a@acme.test', employeeNumber: '7' }))
    expect(await users.putUser(acme, aUser('u2', { email: ' A@ACME.test' }))).toEqual({ taken: 'email' })
    expect(await users.putUser(acme, aUser('u2', { employeeNumber: ' 7 ' }))).toEqual({ taken: 'employeeNumber' })
    expect(await users.getUser(acme, 'u2')).toBeUndefined()
    expect(await users.putUser(acme, aUser('u2', { employeeNumber: '07' }))).toBe('written')
    expect(await users.putUser(acme, aUser('u3'))).toBe('written')
  })

  it('created at once with the same e-mail end with one', async () => {
    const acme = newCompany()
    const put = (n: number) => users.putUser(acme, aUser(`u${n}`, { email: 'same@acme.test' }))
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => put(n)))
    expect(results.filter((result) => result === 'written')).toHaveLength(1)
    expect(await users.listUsers(acme)).toHaveLength(1)
    expect(await users.findUserByEmail(acme, 'same@acme.test')).toEqual((await users.listUsers(acme))[0])
  })

  it('free an e-mail and a number when they change and when they are removed', async () => {
    const acme = newCompany()
    const before = aUser('u1', { email: 'old@acme.test', employeeNumber: '1' })
    await users.putUser(acme, before)
    const after = aUser('u1', { email: 'new@acme.test' })
    expect(await users.putUser(acme, after, before)).toBe('written')
    expect(await users.findUserByEmail(acme, 'old@acme.test')).toBeUndefined()
    expect(await users.findUserByEmail(acme, 'new@acme.test')).toEqual(after)
    expect(await users.putUser(acme, aUser('u2', { email: 'old@acme.test', employeeNumber: '1' }))).toBe('written')
    await users.removeUser(acme, after)
    await users.removeUser(acme, after)
    expect(await users.findUserByEmail(acme, 'new@acme.test')).toBeUndefined()
    expect(await users.putUser(acme, aUser('u3', { email: 'new@acme.test' }))).toBe('written')
    expect((await users.listUsers(acme)).map(({ id }) => id)).toEqual(['u2', 'u3'])
  })

  it('keep their own values, and what they claimed is free again after a refusal', async () => {
    const acme = newCompany()
    const one = aUser('u1', { email: 'a@acme.test', employeeNumber: '1' })
    await users.putUser(acme, one)
    await users.putUser(acme, aUser('u2', { employeeNumber: '2' }))
    expect(await users.putUser(acme, { ...one, email: 'b@acme.test', employeeNumber: '2' }, one)).toEqual({
      taken: 'employeeNumber',
    })
    expect(await users.putUser(acme, { ...one, lastName: 'Neu' }, one)).toBe('written')
    expect(await users.putUser(acme, aUser('u3', { email: 'a@acme.test' }))).toEqual({ taken: 'email' })
    expect(await users.putUser(acme, aUser('u3', { email: 'b@acme.test' }))).toBe('written')
  })

  it('changed to and fro by many at once end with markers that fit', async () => {
    const acme = newCompany()
    await users.putUser(acme, aUser('u1', { email: 'x@acme.test' }))
    const put = (n: number) => users.putUser(acme, aUser('u1', { email: `${'xyz'[n % 3]}@acme.test` }))
    await Promise.all(Array.from({ length: 5 }, (_, n) => put(n)))
    const final = await users.getUser(acme, 'u1')
    expect(await users.findUserByEmail(acme, String(final?.email))).toEqual(final)
    now += 61_000
    const free = ['x@acme.test', 'y@acme.test', 'z@acme.test'].filter((email) => email !== final?.email)
    for (const email of free) expect(await users.putUser(acme, aUser(`of-${email}`, { email }))).toBe('written')
    expect(await users.putUser(acme, aUser('u9', { email: String(final?.email) }))).toEqual({ taken: 'email' })
  })
})

describe('a crash', () => {
  it('after the claim keeps the value for a minute, then another may have it, but only one', async () => {
    const acme = newCompany()
    const dying = createUsers(dyingAt('PutItemCommand', 2), db.table, clock)
    await expect(dying.putUser(acme, aUser('u1', { email: 'a@acme.test' }))).rejects.toThrow('killed')
    expect(await users.findUserByEmail(acme, 'a@acme.test')).toBeUndefined()
    expect(await users.putUser(acme, aUser('u2', { email: 'a@acme.test' }))).toEqual({ taken: 'email' })
    now += 61_000
    const takers = await Promise.all(
      ['u2', 'u3', 'u4'].map((id) => users.putUser(acme, aUser(id, { email: 'a@acme.test' }))),
    )
    expect(takers.filter((result) => result === 'written')).toHaveLength(1)
    expect(await users.listUsers(acme)).toHaveLength(1)
  })

  it('after the claim does not keep the same account from being put again', async () => {
    const acme = newCompany()
    const dying = createUsers(dyingAt('PutItemCommand', 2), db.table, clock)
    await expect(dying.putUser(acme, aUser('u1'))).rejects.toThrow('killed')
    expect(await users.putUser(acme, aUser('u1'))).toBe('written')
  })

  it('before the release leaves an e-mail that finds nobody and is free after a minute', async () => {
    const acme = newCompany()
    const before = aUser('u1', { email: 'old@acme.test' })
    await users.putUser(acme, before)
    const dying = createUsers(dyingAt('DeleteItemCommand', 1), db.table, clock)
    await expect(dying.putUser(acme, aUser('u1', { email: 'new@acme.test' }), before)).rejects.toThrow('killed')
    expect(await users.findUserByEmail(acme, 'old@acme.test')).toBeUndefined()
    now += 61_000
    expect(await users.putUser(acme, aUser('u2', { email: 'old@acme.test' }))).toBe('written')
    expect(await users.putUser(acme, aUser('u3', { email: 'new@acme.test' }))).toEqual({ taken: 'email' })
  })

  it('in a removal leaves an e-mail that finds nobody and is freed by the same removal again', async () => {
    const acme = newCompany()
    await users.putUser(acme, aUser('u1'))
    const dying = createUsers(dyingAt('DeleteItemCommand', 2), db.table, clock)
    await expect(dying.removeUser(acme, aUser('u1'))).rejects.toThrow('killed')
    expect(await users.findUserByEmail(acme, 'u1@acme.test')).toBeUndefined()
    await users.removeUser(acme, aUser('u1'))
    expect(await users.putUser(acme, aUser('u2', { email: 'u1@acme.test' }))).toBe('written')
  })
})

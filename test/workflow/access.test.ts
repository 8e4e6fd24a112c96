import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Client } from '../../lib/contracts/client.ts'
import { openWorkbook } from '../../lib/readers/open.ts'
import { begin, UNATTENDED, until, untilAsked } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { createWorld, type World } from './world.ts'

const BJOERN = 'bjoern.lange@nordwind.example'
const GRETA = 'greta.schmidt@nordwind.example'

let world: World
let anna: Client
let company = ''
let tests = 0

beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  company = `reach-${(tests += 1)}`
  await settle(world, company)
  await world.putCompany(company, { importPermission: 'everyone' })
  anna = world.as(ANNA, company)
})
afterAll(() => world.stop())

const csv = (...rows: string[]) => Buffer.from(['who;externalId;name;zip;city;note', ...rows].join('\n') + '\n')
const by = (assign: 'email' | 'employee-number') => ({ suggested: { assign, assignColumn: 'who' } })
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'seen',
    (problem: { code: string }) => problem.code,
  )

const bytesOf = async (body: ReadableStream) => Buffer.from(await new Response(body).arrayBuffer())

/** An e-mail address and an employee number of somebody whom this client does not reach. */
async function outOfReach(client: Client) {
  const mine = new Set((await client.listUsers()).users.map(({ id }) => id))
  const other = (await anna.listUsers()).users.find(({ id, email }) => !mine.has(id) && email !== ANNA)
  if (other?.employeeNumber === undefined) throw new Error('Everybody is within reach')
  return { ...other, employeeNumber: other.employeeNumber }
}

describe('who sees what of an import', () => {
  it('shows a representative no users without rows but those within reach', async () => {
    const bjoern = world.as(BJOERN, company)
    const reach = (await bjoern.listUsers()).users.map(({ email }) => email)
    const importId = await begin(
      bjoern,
      csv('1003;1;A;1;Wien;', '1004;2;A;1;Wien;', `${BJOERN};3;A;1;Wien;`),
      by('email'),
    )
    await until(bjoern, importId, 'awaiting-selection')
    const { usersWithoutRows } = await bjoern.listImportUsers({ path: { importId } })
    expect(usersWithoutRows.filter(({ email }) => !reach.includes(email))).toEqual([])
  })

  it.each(['email', 'employee-number'] as const)(
    'shows of users out of reach what the file says and nothing else (%s)',
    async (assign) => {
      const bjoern = world.as(BJOERN, company)
      const other = await outOfReach(bjoern)
      const own = (await anna.listUsers()).users.find(({ email }) => email === BJOERN)
      const value = (user: { email: string; employeeNumber?: string | undefined }) =>
        (assign === 'email' ? user.email : user.employeeNumber) ?? ''
      const rows = [`${value(other)};1;A;1;Wien;`, `${value(own ?? other)};2;B;1;Wien;`]
      const importId = await begin(bjoern, csv(...rows), { ...UNATTENDED, ...by(assign) })
      await until(bjoern, importId, 'completed')
      const { users } = await bjoern.listImportUsers({ path: { importId } })
      expect(users.find(({ userId }) => userId === other.id)).toMatchObject({
        excluded: 'outside-groups',
        ...(assign === 'email' ? { email: other.email, name: '' } : { email: '', name: other.employeeNumber }),
      })
      const summary = await bjoern.getSummary({ path: { importId } })
      expect(summary.users.find(({ userId }) => userId === other.id)?.email).toBe(assign === 'email' ? other.email : '')
      const all = await anna.listImportUsers({ path: { importId } })
      expect(all.users.find(({ userId }) => userId === other.id)).toMatchObject({ email: other.email })
    },
  )

  it('hides preview, question, result and rejected rows of a user who is no longer within reach', async () => {
    const greta = world.as(GRETA, company)
    const supervised = (await greta.listUsers()).users.find(({ email }) => email !== GRETA)
    if (supervised === undefined) throw new Error('Greta supervises nobody')
    const made = csv(`${supervised.email};1;A;1;Wien;`, `${supervised.email};2;;1;Wien;`)
    const importId = await begin(greta, made, { ...by('email'), selection: 'all' })
    const approvalId = (await untilAsked(greta, importId)).waiting?.approvalId ?? ''
    expect(await codeOf(greta.getApproval({ path: { approvalId } }))).toBe('seen')
    const path = { importId, userId: supervised.id }
    expect(await codeOf(greta.getPreview({ path }))).toBe('seen')
    await greta.decideUser({ path, body: { action: 'import' } })
    await until(greta, importId, 'completed')
    expect(await codeOf(greta.getUserResult({ path }))).toBe('seen')
    const rejected = async (client: Client) => {
      const { body } = await client.getRejectedRows({ path: { importId }, query: { format: 'csv' } })
      return (await bytesOf(body)).toString('utf8').trim().split('\r\n').length - 1
    }
    expect(await rejected(greta)).toBe(1)

    const me = (await greta.getMe()).user
    await anna.updateUser({ path: { userId: me.id }, body: { groups: [], level: 'user' } })
    expect(await codeOf(greta.getPreview({ path }))).toBe('not-found')
    expect(await codeOf(greta.getUserResult({ path }))).toBe('not-found')
    expect(await codeOf(greta.getApproval({ path: { approvalId } }))).toBe('not-found')
    expect(await rejected(greta)).toBe(0)
    expect(await codeOf(anna.getPreview({ path }))).toBe('seen')
    expect(await codeOf(anna.getUserResult({ path }))).toBe('seen')
    expect(await rejected(anna)).toBe(1)
  })
})

describe('an import with unusual content', () => {
  it('lists the values with the most rows of a column that holds no users, and counts the others', async () => {
    const strangers = Array.from({ length: 1200 }, (_, index) => `nobody${index}@x.example;${index};A;1;Wien;`)
    const twice = 'twice@x.example'
    const made = csv(...strangers, `${twice};8001;A;1;Wien;`, `${twice};8002;A;1;Wien;`, `${BJOERN};1;A;1;Wien;`)
    const importId = await begin(anna, made, by('email'))
    await until(anna, importId, 'awaiting-selection')
    const found = await anna.listImportUsers({ path: { importId } })
    expect(found.notFoundValues).toBe(1201)
    expect(found.notFound).toHaveLength(1000)
    expect(found.notFound[0]).toEqual({ value: twice, rows: 2, firstRow: 1202, suggestions: [] })
    expect(found.notFound[1]).toMatchObject({ value: 'nobody0@x.example', firstRow: 2 })
  })

  it('gives rejected rows with a cell too long for a worksheet, cut and marked', async () => {
    const made = csv(`${BJOERN};1;A;;Wien;${'x'.repeat(40_000)}`)
    const importId = await begin(anna, made, { ...UNATTENDED, ...by('email') })
    await until(anna, importId, 'completed')
    const { body } = await anna.getRejectedRows({ path: { importId }, query: { format: 'xlsx' } })
    const workbook = await openWorkbook(await bytesOf(body))
    const rows = await Array.fromAsync(workbook.rows(workbook.sheetNames[0] ?? ''))
    const long = rows.at(-1)?.cells.at(-1)
    expect(long).toHaveLength(32_767)
    expect(long).toMatch(/^x+… \(cut\)$/)
  })
})

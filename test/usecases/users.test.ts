import { describe, expect, it } from '@jest/globals'
import { newUser } from '../../lib/contracts/schemas.ts'
import { createRecord } from '../../lib/usecases/create-record.ts'
import { createUser } from '../../lib/usecases/create-user.ts'
import { deleteUser } from '../../lib/usecases/delete-user.ts'
import { getMe } from '../../lib/usecases/get-me.ts'
import { listUsers } from '../../lib/usecases/list-users.ts'
import { putUsers } from '../../lib/usecases/put-users.ts'
import { updateCompany } from '../../lib/usecases/update-company.ts'
import { updateUser } from '../../lib/usecases/update-user.ts'
import { by, companyPerTest, staff, world } from './company.ts'
import { type Staff } from './world.ts'

companyPerTest()

const entry = (email: string, more: object = {}) => newUser.parse({ email, ...more })

describe('company', () => {
  it('is changed by administrators only, and only in what is given', async () => {
    const body = { limits: { maxRows: 5 }, locale: 'de' as const }
    await expect(updateCompany(world.ports)({ ...by(staff.sue), body })).rejects.toMatchObject({
      code: 'not-permitted',
    })
    const after = await updateCompany(world.ports)({ ...by(staff.admin), body })
    expect(after).toEqual({ ...staff.company, locale: 'de', limits: { ...staff.company.limits, maxRows: 5 } })
    expect(await world.ports.getCompany(staff.company.id)).toEqual(after)
  })

  it('tells each whether they may import', async () => {
    expect(await getMe()(by(staff.sue))).toMatchObject({ mayImport: true, company: { name: staff.company.name } })
    expect(await getMe()(by(staff.rob))).toMatchObject({ mayImport: false })
  })
})

describe('listUsers', () => {
  it('shows whom one reaches', async () => {
    const seen = async (actor: Staff['admin']) =>
      (await listUsers(world.ports)(by(actor))).users.map((user) => user.firstName)
    expect(await seen(staff.admin)).toEqual(['admin', 'rita', 'rob', 'sue'])
    expect(await seen(staff.sue)).toEqual(['rob', 'sue'])
    expect(await seen(staff.rita)).toEqual(['rita'])
  })
})

describe('createUser and updateUser', () => {
  it('let nobody but an administrator, and nothing twice', async () => {
    const body = entry('Neu@x.test', { employeeNumber: '12' })
    await expect(createUser(world.ports)({ ...by(staff.sue), body })).rejects.toMatchObject({ code: 'not-permitted' })
    const created = await createUser(world.ports)({ ...by(staff.admin), body })
    await expect(createUser(world.ports)({ ...by(staff.admin), body: entry('neu@X.test') })).rejects.toMatchObject({
      code: 'duplicate-key',
      places: [{ pointer: '/body/email' }],
    })
    const path = { userId: created.id }
    await expect(
      updateUser(world.ports)({ ...by(staff.admin), path, body: { employeeNumber: '007' } }),
    ).rejects.toMatchObject({
      code: 'duplicate-key',
      places: [{ pointer: '/body/employeeNumber' }],
    })
    const changed = await updateUser(world.ports)({
      ...by(staff.admin),
      path,
      body: { employeeNumber: '', active: false },
    })
    expect(changed).toEqual({ ...created, employeeNumber: undefined, active: false })
    expect(changed).not.toHaveProperty('employeeNumber')
    expect(await world.ports.getUser(staff.company.id, created.id)).toEqual(changed)
  })

  it('keeps one active administrator', async () => {
    const path = { userId: staff.admin.id }
    for (const body of [{ active: false }, { level: 'user' as const }]) {
      await expect(updateUser(world.ports)({ ...by(staff.admin), path, body })).rejects.toMatchObject({
        code: 'not-permitted',
      })
    }
    await expect(deleteUser(world.ports)({ ...by(staff.admin), path })).rejects.toMatchObject({ code: 'not-permitted' })
    await updateUser(world.ports)({
      ...by(staff.admin),
      path: { userId: staff.sue.id },
      body: { level: 'administrator' },
    })
    await expect(updateUser(world.ports)({ ...by(staff.admin), path, body: { level: 'user' } })).resolves.toMatchObject(
      {
        level: 'user',
      },
    )
  })
})

describe('putUsers', () => {
  it('creates and updates by e-mail or else employee number, and does nothing the second time', async () => {
    const body = {
      users: [
        entry('SUE@' + staff.company.id + '.test', { firstName: 'Susanne', level: 'supervisor', groups: ['north'] }),
        entry('rob.new@x.test', { employeeNumber: '007', firstName: 'Rob' }),
        entry('new@x.test', { employeeNumber: '0815' }),
      ],
    }
    const first = await putUsers(world.ports)({ ...by(staff.admin), body })
    expect(first).toMatchObject({ created: 1, updated: 2, unchanged: 0 })
    expect(first.users.map(({ id }) => id).slice(0, 2)).toEqual([staff.sue.id, staff.rob.id])
    const second = await putUsers(world.ports)({ ...by(staff.admin), body })
    expect(second).toEqual({ created: 0, updated: 0, unchanged: 3, users: first.users })
    expect((await world.ports.listUsers(staff.company.id)).length).toBe(5)
    expect(await world.ports.findUserByEmail(staff.company.id, 'rob.new@x.test')).toMatchObject({ id: staff.rob.id })
  })

  it('leaves what an entry does not say as it is', async () => {
    const { users, unchanged } = await putUsers(world.ports)({
      ...by(staff.admin),
      body: { users: [{ email: staff.sue.email }] },
    })
    expect(unchanged).toBe(1)
    expect(users[0]).toEqual(staff.sue)
  })

  it('names every bad entry by its index and writes none', async () => {
    const rob = staff.rob.email
    const body = {
      users: [
        entry('good@x.test'),
        entry('a@x.test', { employeeNumber: '1' }),
        entry('A@x.test', { employeeNumber: '2' }),
        entry('b@x.test', { employeeNumber: '1' }),
      ],
    }
    await expect(putUsers(world.ports)({ ...by(staff.admin), body })).rejects.toMatchObject({
      code: 'duplicate-key',
      places: [{ pointer: '/body/users/2/email' }, { pointer: '/body/users/3/employeeNumber' }],
    })
    const taken = { users: [entry('ok@x.test'), entry(staff.rita.email, { employeeNumber: '007' })] }
    await expect(putUsers(world.ports)({ ...by(staff.admin), body: taken })).rejects.toMatchObject({
      places: [{ pointer: '/body/users/1/employeeNumber', value: '007' }],
    })
    const same = { users: [entry(rob), entry('rob2@x.test', { employeeNumber: '007' })] }
    await expect(putUsers(world.ports)({ ...by(staff.admin), body: same })).rejects.toMatchObject({
      places: [{ pointer: '/body/users/1' }],
    })
    expect((await world.ports.listUsers(staff.company.id)).length).toBe(4)
  })

  it('refuses to leave nobody in charge', async () => {
    const body = { users: [entry(staff.admin.email)] }
    await expect(putUsers(world.ports)({ ...by(staff.admin), body })).rejects.toMatchObject({ code: 'not-permitted' })
  })
})

describe('deleteUser', () => {
  const path = () => ({ userId: staff.rob.id })

  it('removes an account, whose e-mail address is then free', async () => {
    await expect(deleteUser(world.ports)({ ...by(staff.sue), path: path() })).rejects.toMatchObject({
      code: 'not-permitted',
    })
    await deleteUser(world.ports)({ ...by(staff.admin), path: path() })
    expect(await world.ports.getUser(staff.company.id, staff.rob.id)).toBeUndefined()
    await createUser(world.ports)({ ...by(staff.admin), body: entry(staff.rob.email, { employeeNumber: '007' }) })
  })

  it('keeps an account that has records, and says what to do', async () => {
    const body = { fields: { subject: 'Call' } }
    await createRecord(world.ports)({ ...by(staff.rob), path: { userId: staff.rob.id, type: 'tasks' }, body })
    await expect(deleteUser(world.ports)({ ...by(staff.admin), path: path() })).rejects.toMatchObject({
      code: 'not-permitted',
      advice: expect.stringContaining('inactive'),
    })
  })

  it('keeps every account while an import runs, for its rows may reach any', async () => {
    const { ports } = world
    const owner = {
      kind: 'import' as const,
      id: 'i-1',
      by: { userId: 'x', email: 'x', name: 'X' },
      since: '2026-11-22T08:00:00.000Z',
    }
    await ports.takeLock(staff.company.id, owner)
    await expect(deleteUser(ports)({ ...by(staff.admin), path: path() })).rejects.toMatchObject({
      code: 'company-busy',
    })
    await ports.releaseLock(staff.company.id, owner)
    await deleteUser(ports)({ ...by(staff.admin), path: { userId: staff.rita.id } })
  })
})

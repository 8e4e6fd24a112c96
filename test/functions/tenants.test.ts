import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { COMPANY_DEFAULTS, type User } from '../../lib/domain/companies.ts'
import { createAudit } from '../../lib/adapters/dynamodb/audit.ts'
import { createCompanies } from '../../lib/adapters/dynamodb/companies.ts'
import { createUsers } from '../../lib/adapters/dynamodb/users.ts'
import { handler as createRecord } from '../../functions/api/create-record.ts'
import { handler as getMe } from '../../functions/api/get-me.ts'
import { handler as listAudit } from '../../functions/api/list-audit.ts'
import { handler as listRecords } from '../../functions/api/list-records.ts'
import { handler as listUsers } from '../../functions/api/list-users.ts'
import { handler as updateUser } from '../../functions/api/update-user.ts'
import { startTable, type TestTable } from '../adapters/dynamodb/support.ts'
import { httpEvent, lambdaContext } from '../runtime/events.ts'

const parsed = (response: { body?: string }) => JSON.parse(response.body ?? 'null') as Record<string, unknown>
const claims = (company: string) => ({ sub: 's', email: 'anna@x.test', company, scope: 'muster/api' })

/** Functions as they are deployed: wired by their environment to tables that hold two companies. */
describe('functions of the API', () => {
  let table: TestTable
  const before = { ...process.env }

  beforeAll(async () => {
    table = await startTable()
    for (const id of ['alpha', 'beta']) {
      await createCompanies(table.client, table.table).putCompany({ id, name: id, ...COMPANY_DEFAULTS })
      const anna: User = {
        id: `${id}-anna`,
        email: 'anna@x.test',
        firstName: `Anna of ${id}`,
        lastName: '',
        level: 'administrator',
        groups: [],
        active: true,
      }
      await createUsers(table.client, table.table).putUser(id, anna)
    }
  })
  afterAll(() => table.stop())

  beforeEach(async () => {
    const endpoint = await table.client.config.endpoint?.()
    if (endpoint === undefined) throw new Error('The table has no endpoint')
    Object.assign(process.env, {
      STATE_TABLE: table.table,
      // Keys of the tables never meet, so that one table serves as all.
      RECORDS_TABLE: table.table,
      AUDIT_TABLE: table.table,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: `${endpoint.protocol}//${endpoint.hostname}:${String(endpoint.port)}`,
    })
  })
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  })

  it('serve the company of the token and no other', async () => {
    const me = await getMe(httpEvent({ claims: claims('beta') }), lambdaContext)
    expect(parsed(me)).toMatchObject({ company: { id: 'beta' }, user: { id: 'beta-anna', firstName: 'Anna of beta' } })
    const users = await listUsers(httpEvent({ claims: claims('alpha') }), lambdaContext)
    expect((parsed(users)['users'] as { id: string }[]).map(({ id }) => id)).toEqual(['alpha-anna'])
  })

  it('find nothing under ids of another company, however they are written', async () => {
    for (const userId of ['beta-anna', 'USER#beta-anna', '../beta', 'C#beta', 'beta#beta-anna']) {
      const path = { userId, type: 'customers' }
      const body = { fields: { name: 'A', zip: '1', city: 'B' } }
      const answers = [
        await listRecords(httpEvent({ claims: claims('alpha'), path }), lambdaContext),
        await createRecord(httpEvent({ claims: claims('alpha'), path, body }), lambdaContext),
        await updateUser(httpEvent({ claims: claims('alpha'), path, body: { firstName: 'x' } }), lambdaContext),
      ]
      for (const answer of answers) expect([answer.statusCode, parsed(answer)['code']]).toEqual([404, 'not-found'])
    }
    const body = { fields: { name: 'A', zip: '1', city: 'B' }, companyId: 'beta' }
    const forged = await createRecord(
      httpEvent({ claims: claims('alpha'), path: { userId: 'alpha-anna', type: 'customers' }, body }),
      lambdaContext,
    )
    expect(forged.statusCode).toBe(400)
  })

  it('write into the audit trail of the company of the token, and show no other', async () => {
    const trailOf = async (company: string, query: Record<string, string> = {}) => {
      const answer = await listAudit(httpEvent({ claims: claims(company), query }), lambdaContext)
      expect(answer.statusCode).toBe(200)
      return parsed(answer)['entries'] as { by: { userId: string }; action: string; subject: { id: string } }[]
    }
    for (const company of ['alpha', 'beta']) {
      const event = httpEvent({
        claims: claims(company),
        path: { userId: `${company}-anna` },
        body: { firstName: 'Anne' },
      })
      expect((await updateUser(event, lambdaContext)).statusCode).toBe(200)
    }
    for (const company of ['alpha', 'beta']) {
      const trail = await trailOf(company)
      expect(trail.filter(({ action }) => action === 'user.changed').at(0)?.subject.id).toBe(`${company}-anna`)
      expect(new Set(trail.map(({ by }) => by.userId))).toEqual(new Set([`${company}-anna`]))
    }
    expect(await trailOf('alpha', { by: 'beta-anna' })).toEqual([])
    const cursor = Buffer.from(JSON.stringify(['A#beta', '9'])).toString('base64url')
    const stolen = await listAudit(httpEvent({ claims: claims('alpha'), query: { cursor } }), lambdaContext)
    expect(stolen.statusCode).toBe(400)
    const forged = await updateUser(
      httpEvent({ claims: { ...claims('gamma') }, path: { userId: 'alpha-anna' }, body: { firstName: 'x' } }),
      lambdaContext,
    )
    expect(forged.statusCode).toBe(401)
    await expect(createAudit(table.client, table.table).listAudit('gamma', { now: '2026', limit: 1 })).resolves.toEqual(
      {
        entries: [],
      },
    )
  })

  it('answer with what the contract names and nothing of the store', async () => {
    const path = { userId: 'alpha-anna', type: 'customers' }
    const body = { fields: { name: 'Acme', zip: '04020', city: 'Linz', externalId: 'K-1' } }
    const created = await createRecord(httpEvent({ claims: claims('alpha'), path, body }), lambdaContext)
    expect(created.statusCode).toBe(201)
    expect(Object.keys(parsed(created)).sort()).toEqual(
      ['createdAt', 'createdBy', 'fields', 'id', 'type', 'updatedAt', 'updatedBy', 'version'].sort(),
    )
    const again = await createRecord(httpEvent({ claims: claims('alpha'), path, body }), lambdaContext)
    expect([again.statusCode, parsed(again)['code']]).toEqual([409, 'duplicate-key'])
    const listed = await listRecords(httpEvent({ claims: claims('alpha'), path, query: { limit: '1' } }), lambdaContext)
    expect(parsed(listed)).toEqual({ records: [parsed(created)] })
    const cursor = Buffer.from(JSON.stringify(['beta#beta-anna', 'customers#x'])).toString('base64url')
    const stolen = await listRecords(httpEvent({ claims: claims('alpha'), path, query: { cursor } }), lambdaContext)
    expect(stolen.statusCode).toBe(400)
  })
})

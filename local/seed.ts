import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { ulid } from 'ulid'
import { z } from 'zod'
import { createDynamoClient } from '../lib/adapters/dynamodb/client.ts'
import { createCompanies } from '../lib/adapters/dynamodb/companies.ts'
import { createUsers } from '../lib/adapters/dynamodb/users.ts'
import { newUser } from '../lib/contracts/schemas.ts'
import { COMPANY_DEFAULTS } from '../lib/domain/companies.ts'

const DEMO_USERS = new URL('../samples/users.csv', import.meta.url)

const ADMINISTRATOR = { email: 'admin@muster.local', firstName: 'Ada', lastName: 'Min', level: 'administrator' }

interface Seed {
  /** One company with one administrator instead of the demo company. */
  readonly empty: boolean
  /** As the functions have it: the table's name, and where DynamoDB is. */
  readonly env: Readonly<Record<string, string>>
}

const environment = z.object({
  STATE_TABLE: z.string(),
  AWS_ENDPOINT_URL_DYNAMODB: z.string(),
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
})

/** Creates the company people meet at the first start. A company that is there already stays as it is. */
export async function seed({ empty, env }: Seed): Promise<void> {
  const values = environment.parse(env)
  const client = createDynamoClient({
    endpoint: values.AWS_ENDPOINT_URL_DYNAMODB,
    region: values.AWS_REGION,
    credentials: { accessKeyId: values.AWS_ACCESS_KEY_ID, secretAccessKey: values.AWS_SECRET_ACCESS_KEY },
  })
  const companies = createCompanies(client, values.STATE_TABLE)
  const users = createUsers(client, values.STATE_TABLE)
  const company = empty ? { id: 'company', name: 'My company' } : { id: 'nordwind', name: 'Nordwind' }
  if ((await companies.getCompany(company.id)) === undefined) {
    for (const user of empty ? [newUser.parse(ADMINISTRATOR)] : await demoUsers()) {
      await users.putUser(company.id, { ...user, id: ulid() })
    }
    // The company comes last: a start that was killed half-way begins again.
    await companies.putCompany({ ...COMPANY_DEFAULTS, ...company })
  }
  client.destroy()
}

async function demoUsers(): Promise<z.output<typeof newUser>[]> {
  const lines: unknown[] = parse(await readFile(DEMO_USERS), { columns: true, bom: true })
  const line = z.looseObject({ groups: z.string() })
  return lines.map((one) => {
    const { groups, ...fields } = line.parse(one)
    return newUser.parse({ ...fields, groups: groups.split('|').filter((group) => group !== '') })
  })
}

import { parseArgs } from 'node:util'
import { ulid } from 'ulid'
import { createDynamoClient } from '../lib/adapters/dynamodb/client.ts'
import { createCompanies } from '../lib/adapters/dynamodb/companies.ts'
import { createUsers } from '../lib/adapters/dynamodb/users.ts'
import { COMPANY_DEFAULTS, LOCALES, type Locale } from '../lib/domain/companies.ts'
import type { GetCompany, PutCompany, PutUser } from '../lib/ports/companies.ts'

export interface NewCompany {
  readonly id: string
  readonly name: string
  readonly locale: Locale
  readonly timeZone: string
  readonly administrator: {
    readonly id: string
    readonly email: string
    readonly firstName: string
    readonly lastName: string
  }
}

/**
 * Creates a company with its first administrator: the one thing the API cannot do, since who asks it belongs to a company.
 *
 * @throws Error if there is a company with this ID already
 */
export async function createCompany(
  company: NewCompany,
  ports: { getCompany: GetCompany; putCompany: PutCompany; putUser: PutUser },
): Promise<void> {
  const { id, name, locale, timeZone, administrator } = company
  if ((await ports.getCompany(id)) !== undefined) throw new Error(`There is a company ${id} already`)
  // The account first: a company is there when it is complete, and until then this can be run again.
  const result = await ports.putUser(id, { ...administrator, level: 'administrator', groups: [], active: true })
  if (result !== 'written') throw new Error(`Another account of ${id} has this ${result.taken} already`)
  await ports.putCompany({ ...COMPANY_DEFAULTS, id, name, locale, timeZone })
}

const USAGE = `Usage: node scripts/create-company.ts --table STATE_TABLE --name "Company Ltd" --email ADMIN@E-MAIL
  [--first-name NAME] [--last-name NAME] [--locale en|de] [--time-zone Europe/Vienna] [--id ID]
Region and credentials as for the AWS command line.`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      table: text,
      name: text,
      email: text,
      id: text,
      'first-name': { ...text, default: '' },
      'last-name': { ...text, default: '' },
      locale: { ...text, default: COMPANY_DEFAULTS.locale },
      'time-zone': { ...text, default: COMPANY_DEFAULTS.timeZone },
    },
  })
  const { table, name, email, id = ulid() } = values
  const locale = LOCALES.find((each) => each === values.locale)
  if (table === undefined || name === undefined || email === undefined || locale === undefined) {
    process.stderr.write(`${USAGE}\n`)
    process.exitCode = 2
    return
  }
  const client = createDynamoClient()
  const administrator = { id: ulid(), email, firstName: values['first-name'], lastName: values['last-name'] }
  await createCompany(
    { id, name, locale, timeZone: values['time-zone'], administrator },
    { ...createCompanies(client, table), ...createUsers(client, table) },
  )
  process.stdout.write(`${id}\n`)
}

if (import.meta.main) await main()

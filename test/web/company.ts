import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import type { AnswerOf } from '../../lib/contracts/client.ts'
import { ANNA } from './product.ts'
import type { Stage } from './stage.ts'
import { RULES } from './walk.ts'

/** What the tests of the company's own pages share: accounts, records, custom fields, configurations, settings. */

export const input = (page: Page, name: string): Locator => page.getByRole('textbox', { name })
export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true })

/** Fails if this page has barriers, as it is now. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

interface Company {
  /** Of the account with this e-mail address. */
  readonly idOf: (email: string) => string
  /** By hand, for this user; what every customer needs is given, but for the name. */
  readonly enterCustomer: (email: string, fields: Record<string, string>) => Promise<AnswerOf<'createRecord'>>
  /** The path of the page of this user's customer. */
  readonly pageOf: (email: string, recordId: string) => string
}

/** Knows the accounts there are before the tests of this file. */
export function setCompany(stage: Stage): Company {
  let users: AnswerOf<'listUsers'>['users'] = []
  beforeAll(async () => {
    users = (await (await stage.product().as(ANNA)).listUsers()).users
  })
  const idOf = (email: string): string => {
    const user = users.find((one) => one.email === email)
    if (user === undefined) throw new Error(`There is no ${email}`)
    return user.id
  }
  return {
    idOf,
    enterCustomer: async (email, fields) => {
      const api = await stage.product().as(ANNA)
      const path = { userId: idOf(email), type: 'customers' } as const
      return api.createRecord({ path, body: { fields: { zip: '1010', city: 'Wien', ...fields } } })
    },
    pageOf: (email, recordId) => `/users/${idOf(email)}/records/customers/${recordId}`,
  }
}

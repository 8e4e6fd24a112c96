import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import { ApiProblem, eachItem, type AnswerOf } from '../../lib/contracts/client.ts'
import { demoRow, demoRows, demoUsers } from '../../local/demo/customers.ts'
import { customersOf, type Account } from '../../local/demo/records.ts'
import { beginImport, createAccounts, install, isAway, untilImport, type Installation } from './installation.ts'

type Customer = AnswerOf<'getRecord'>

const ROWS = 8_000
const USERS = 16
const users = demoUsers(USERS)
let here: Installation
let accounts: readonly Account[]

beforeAll(async () => {
  here = await install()
  accounts = await createAccounts(here, users)
})
afterAll(() => here.remove())

/** What a representative was told is saved. */
interface Saved {
  readonly userId: string
  readonly record: Customer
}

/** Tries something that may meet a product that is away, or a refusal that says why: then nothing was promised. */
async function promised(work: () => Promise<Customer>): Promise<Customer | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isAway(error) || (error instanceof ApiProblem && error.status < 500)) return undefined
    throw error
  }
}

/** A representative at work while the import runs: changes the first customers there are, and enters one of the file. */
async function work(account: Account, index: number, isOver: () => boolean): Promise<Saved[]> {
  const api = here.as(account.email)
  const path = { userId: account.id, type: 'customers' } as const
  const saved = new Map<string, Saved>()
  const theirs = [...demoRows(ROWS, users)].filter(({ email, fields }) => email === account.email && fields)
  for (let turn = 0; !isOver(); turn++) {
    const seen = await api.listRecords({ path, query: { limit: 3 } }).catch(() => undefined)
    const one = seen?.records[turn % 3]
    if (one !== undefined) {
      const call = { path: { ...path, recordId: one.id }, body: { fields: { phone: `called ${index}-${turn}` } } }
      const record = await promised(() => api.updateRecord(call))
      if (record !== undefined) saved.set(record.id, { userId: account.id, record })
    }
    const row = theirs[turn * 7]
    if (row?.fields !== undefined && turn < 5) {
      const { externalId = '', zip = '', city = '' } = row.fields
      const fields = { externalId, zip, city, name: `Entered by hand ${turn}` }
      const record = await promised(() => api.createRecord({ path, body: { fields } }))
      if (record !== undefined) saved.set(record.id, { userId: account.id, record })
    }
    await pause(150)
  }
  return [...saved.values()]
}

it('loses nothing that representatives change or enter while all is imported and the product is killed', async () => {
  // Customers there before, which the import updates.
  for (const [index, account] of accounts.entries()) {
    const { externalId = '', zip = '', city = '' } = demoRow(index, users).fields ?? {}
    const body = { fields: { externalId, zip, city, name: 'There before' } }
    await here.api.createRecord({ path: { userId: account.id, type: 'customers' }, body })
  }
  const importId = await beginImport(here, ROWS, users, { decide: 'import-all' })
  await untilImport(here, importId, ({ status }) => status === 'importing')
  let over = false
  const atWork = accounts.slice(0, 8).map((account, index) => work(account, index, () => over))
  for (const imported of [3, 8]) {
    await untilImport(here, importId, ({ users: count }) => count.imported >= imported)
    await here.kill()
    await here.start()
  }
  await untilImport(here, importId, ({ status }) => status === 'completed')
  over = true
  const saved = (await Promise.all(atWork)).flat()
  expect(saved.length).toBeGreaterThan(8)

  const now = new Map<string, Customer>()
  for (const { id } of accounts) {
    const numbers = new Set<unknown>()
    for await (const record of customersOf(here.api, id)) {
      now.set(record.id, record)
      expect(numbers).not.toContain(record.fields['externalId'])
      numbers.add(record.fields['externalId'])
    }
  }
  const conflicts = new Set<string | undefined>()
  for (const { id: userId } of accounts) {
    const path = { importId, userId }
    const conflicting = eachItem(
      (cursor) => here.api.getUserResult({ path, query: { ...cursor, outcome: 'conflict', limit: 1000 } }),
      ({ entries }) => entries,
    )
    for await (const { recordId } of conflicting) conflicts.add(recordId)
  }
  for (const { userId, record: told } of saved) {
    const is = now.get(told.id)
    const what = `${userId} ${told.id} was told version ${told.version}, and now there is ${JSON.stringify(is)}`
    // Either it stands as it was saved, or the import was planned on what was saved and wrote the next version of it.
    const stands = is?.version === told.version && is.fields['phone'] === told.fields['phone']
    const builtOn = is !== undefined && is.version > told.version && is.updatedBy.id === importId
    expect({ what, kept: stands || builtOn }).toEqual({ what, kept: true })
    if (conflicts.has(told.id)) expect({ what, kept: stands }).toEqual({ what, kept: true })
  }
  const { totals, rows } = await here.api.getSummary({ path: { importId } })
  expect(rows).toBe(ROWS)
  expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(ROWS)
})

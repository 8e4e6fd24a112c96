import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createCompanies } from '../../../lib/adapters/dynamodb/companies.ts'
import { COMPANY_DEFAULTS, type Company } from '../../../lib/domain/companies.ts'
import { startTable, type TestTable } from './support.ts'

const acme: Company = { ...COMPANY_DEFAULTS, id: 'acme', name: 'Acme' }

describe('companies', () => {
  let db: TestTable
  beforeAll(async () => {
    db = await startTable()
  })
  afterAll(() => db.stop())

  it('gives back what was put, replaces it, and knows no other', async () => {
    const { getCompany, putCompany } = createCompanies(db.client, db.table)
    expect(await getCompany('acme')).toBeUndefined()
    await putCompany(acme)
    await putCompany({ ...acme, name: 'Äcme & Söhne' })
    expect(await getCompany('acme')).toEqual({ ...acme, name: 'Äcme & Söhne' })
    expect(await getCompany('acm')).toBeUndefined()
  })

  it('refuses a company ID that could name a partition of another company', async () => {
    const { getCompany } = createCompanies(db.client, db.table)
    await expect(getCompany('acme#x')).rejects.toThrow('company ID')
    await expect(getCompany('')).rejects.toThrow('company ID')
  })
})

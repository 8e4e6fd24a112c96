import { describe, expect, it } from '@jest/globals'
import type { Company, User } from '../../lib/domain/companies.ts'
import { createCompany } from '../../scripts/create-company.ts'

const ACME = {
  id: 'acme',
  name: 'Acme',
  locale: 'de',
  timeZone: 'Europe/Berlin',
  administrator: { id: 'u1', email: 'anna@acme.test', firstName: 'Anna', lastName: 'Adler' },
} as const

function store() {
  const companies = new Map<string, Company>()
  const users = new Map<string, User>()
  return {
    companies,
    users,
    getCompany: async (id: string) => companies.get(id),
    putCompany: async (company: Company) => void companies.set(company.id, company),
    putUser: async (companyId: string, user: User) => {
      users.set(`${companyId}/${user.id}`, user)
      return 'written' as const
    },
  }
}

describe('createCompany', () => {
  it('makes a company with the usual limits and one active administrator', async () => {
    const ports = store()
    await createCompany(ACME, ports)
    expect(ports.companies.get('acme')).toMatchObject({ name: 'Acme', locale: 'de', limits: { maxRows: 100_000 } })
    expect(ports.users.get('acme/u1')).toMatchObject({ email: 'anna@acme.test', level: 'administrator', active: true })
  })

  it('leaves a company that is there as it is', async () => {
    const ports = store()
    await createCompany(ACME, ports)
    await expect(createCompany({ ...ACME, name: 'Other' }, ports)).rejects.toThrow(/already/)
    expect(ports.companies.get('acme')?.name).toBe('Acme')
  })

  it('makes no company without its administrator', async () => {
    const ports = { ...store(), putUser: async () => ({ taken: 'email' as const }) }
    await expect(createCompany(ACME, ports)).rejects.toThrow(/email/)
    expect(ports.companies.size).toBe(0)
  })
})

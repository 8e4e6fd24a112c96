import type { Company, User } from '../domain/companies.ts'

export type GetCompany = (companyId: string) => Promise<Company | undefined>
/** Creates the company, or replaces its settings. */
export type PutCompany = (company: Company) => Promise<void>

export type ListUsers = (companyId: string) => Promise<User[]>
export type GetUser = (companyId: string, userId: string) => Promise<User | undefined>
export type FindUserByEmail = (companyId: string, email: string) => Promise<User | undefined>
/**
 * Creates or replaces an account. E-mail (normalised) and employee number are unique within the company:
 * `taken` names what another account holds already, and nothing was written.
 */
export type PutUser = (
  companyId: string,
  user: User,
  before?: User,
) => Promise<'written' | { taken: 'email' | 'employeeNumber' }>
export type RemoveUser = (companyId: string, user: User) => Promise<void>

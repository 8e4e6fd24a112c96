import type { Company } from '../domain/companies.ts'
import type { Caller } from './access.ts'

/** The company and its settings, which all of its users may see. */
export const getCompany =
  () =>
  async ({ company }: Caller): Promise<Company> =>
    company

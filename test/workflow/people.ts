import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { User } from '../../lib/domain/companies.ts'
import type { World } from './world.ts'

export const ANNA = 'anna.huber@nordwind.example'
export const sample = (name: string) => readFile(new URL(`../../samples/${name}`, import.meta.url))

/** The people of `samples/users.csv`. */
async function sampleUsers(): Promise<User[]> {
  const lines: Record<string, string>[] = parse(await sample('users.csv'), { columns: true, bom: true })
  return lines.map((line, index) => ({
    id: `user-${index}`,
    email: line['email'] ?? '',
    employeeNumber: line['employeeNumber'] ?? '',
    firstName: line['firstName'] ?? '',
    lastName: line['lastName'] ?? '',
    level: line['level'] as User['level'],
    groups: (line['groups'] ?? '').split('|'),
    active: true,
  }))
}

/** A company with nine people and no records. */
export async function settle(world: World, companyId: string): Promise<void> {
  for (const user of await sampleUsers()) await world.addUser(companyId, user)
  await world.putCompany(companyId)
}

import { createApprovals } from '../../lib/adapters/dynamodb/approvals.ts'
import { createAudit } from '../../lib/adapters/dynamodb/audit.ts'
import { createCompanies } from '../../lib/adapters/dynamodb/companies.ts'
import { createCustomFields } from '../../lib/adapters/dynamodb/custom-fields.ts'
import { createConfigurations } from '../../lib/adapters/dynamodb/configurations.ts'
import { createImportUsers } from '../../lib/adapters/dynamodb/import-users.ts'
import { createImports } from '../../lib/adapters/dynamodb/imports.ts'
import { createLocks } from '../../lib/adapters/dynamodb/locks.ts'
import { createRecords } from '../../lib/adapters/dynamodb/records.ts'
import { createRestorePoints } from '../../lib/adapters/dynamodb/restore-points.ts'
import { createRestores } from '../../lib/adapters/dynamodb/restores.ts'
import { createUndone } from '../../lib/adapters/dynamodb/undone.ts'
import { createUsers } from '../../lib/adapters/dynamodb/users.ts'
import { COMPANY_DEFAULTS, type Company, type User } from '../../lib/domain/companies.ts'
import type { Import, ImportUser } from '../../lib/domain/imports.ts'
import { startTable } from '../adapters/dynamodb/support.ts'

/** The real stores, in memory, and a bucket that is a map of JSON texts. */
export async function startWorld() {
  const [state, records] = await Promise.all([startTable(), startTable()])
  const objects = new Map<string, string>()
  let ids = 0
  const read = (key: string): unknown => {
    const text = objects.get(key)
    if (text === undefined) throw new Error(`There is no object ${key}`)
    return JSON.parse(text)
  }
  const now = () => '2026-11-22T10:00:00.000Z'
  const ports = {
    ...createAudit(state.client, state.table),
    ...createCompanies(state.client, state.table),
    ...createCustomFields(state.client, state.table),
    ...createUsers(state.client, state.table),
    ...createConfigurations(state.client, state.table),
    ...createImports(state.client, state.table),
    ...createImportUsers(state.client, state.table),
    ...createApprovals(state.client, state.table),
    ...createLocks(state.client, state.table),
    ...createRestorePoints(state.client, state.table),
    ...createRestores(state.client, state.table),
    ...createUndone(state.client, state.table),
    ...createRecords(records.client, records.table, { now }),
    now,
    newId: () => `id-${String((ids += 1)).padStart(5, '0')}`,
    listKeys: async (prefix: string) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    findJson: async (key: string) => (objects.has(key) ? read(key) : undefined),
    async *readLines(key: string) {
      yield* read(key) as unknown[]
    },
  }
  return {
    ports,
    put: (key: string, value: unknown) => void objects.set(key, JSON.stringify(value)),
    stop: async () => void (await Promise.all([state.stop(), records.stop()])),
  }
}
export type World = Awaited<ReturnType<typeof startWorld>>

/** A company with an administrator `admin`, a supervisor `sue` of group north, and representatives `rob` (north) and `rita` (south). */
export async function foundCompany({ ports }: World, id: string) {
  const company: Company = { id, name: `Company ${id}`, ...COMPANY_DEFAULTS }
  await ports.putCompany(company)
  const person = async (name: string, more: Partial<User>): Promise<User> => {
    const user: User = {
      id: `${id}-${name}`,
      email: `${name}@${id}.test`,
      firstName: name,
      lastName: '',
      level: 'user',
      groups: [],
      active: true,
      ...more,
    }
    if ((await ports.putUser(id, user)) !== 'written') throw new Error(`${name} was not written`)
    return user
  }
  return {
    company,
    admin: await person('admin', { level: 'administrator' }),
    sue: await person('sue', { level: 'supervisor', groups: ['north'] }),
    rob: await person('rob', { groups: ['north'], employeeNumber: '007' }),
    rita: await person('rita', { groups: ['south'] }),
  }
}
export type Staff = Awaited<ReturnType<typeof foundCompany>>

export const anImport = (companyId: string, id: string, by: User, more: Partial<Import> = {}): Import => ({
  companyId,
  id,
  recordType: 'customers',
  status: 'awaiting-decision',
  fileName: 'kunden.xlsx',
  startedBy: { userId: by.id, email: by.email, name: by.firstName },
  startedAt: '2026-11-22T08:00:00.000Z',
  round: 1,
  selection: 'ask',
  exclude: [],
  decide: 'ask',
  settingsRound: 1,
  selectionRound: 1,
  upload: { key: 'uploads/x', expiresAt: '2026-11-22T09:00:00.000Z', maxBytes: 1000 },
  attempt: 1,
  limits: { maxRows: 100_000, maxUsers: 100, maxBytes: 31_457_280 },
  lockSince: '2026-11-22T08:00:00.000Z',
  timeline: [{ at: '2026-11-22T08:00:00.000Z', status: 'awaiting-upload' }],
  revision: 1,
  ...more,
})

export const aPart = (importId: string, user: User, more: Partial<ImportUser> = {}): ImportUser => ({
  importId,
  userId: user.id,
  email: user.email,
  name: user.firstName,
  order: 1,
  rows: 2,
  state: 'previewed',
  round: 1,
  rowsKey: 'rows',
  writeAttempt: 0,
  revision: 1,
  ...more,
})

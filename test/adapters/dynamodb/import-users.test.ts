import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createImportUsers } from '../../../lib/adapters/dynamodb/import-users.ts'
import type { ImportUser } from '../../../lib/domain/imports.ts'
import { startTable, type TestTable } from './support.ts'

let db: TestTable
let importUsers: ReturnType<typeof createImportUsers>
beforeAll(async () => {
  db = await startTable()
  importUsers = createImportUsers(db.client, db.table)
})
afterAll(() => db.stop())

const anImportUser = (importId: string, userId: string, more: Partial<ImportUser> = {}): ImportUser => ({
  importId,
  userId,
  email: `${userId}@acme.test`,
  name: 'Jürgen',
  order: 0,
  rows: 12,
  state: 'pending',
  round: 1,
  rowsKey: `imports/acme/${importId}/splits/1/rows/${userId}.ndjson.gz`,
  writeAttempt: 0,
  revision: 1,
  ...more,
})

describe('the users of an import', () => {
  it('are listed per import and company, and removed one by one', async () => {
    const listed = [anImportUser('i1', 'a'), anImportUser('i1', 'b', { excluded: 'inactive', state: 'excluded' })]
    for (const user of listed) expect(await importUsers.putImportUser('acme', user, 0)).toBe(true)
    await importUsers.putImportUser('acme', anImportUser('i11', 'a'), 0)
    await importUsers.putImportUser('other', anImportUser('i1', 'c'), 0)
    expect(await importUsers.listImportUsers('acme', 'i1')).toEqual(listed)
    expect(await importUsers.getImportUser('acme', 'i1', 'b')).toEqual(listed[1])
    expect(await importUsers.getImportUser('acme', 'i1', 'c')).toBeUndefined()
    await importUsers.removeImportUser('acme', 'i1', 'a')
    await importUsers.removeImportUser('other', 'i1', 'b')
    expect(await importUsers.listImportUsers('acme', 'i1')).toEqual([listed[1]])
  })

  it('are replaced only from the revision expected, by one of many at once', async () => {
    const user = anImportUser('i2', 'a')
    expect(await importUsers.putImportUser('acme', user, 1)).toBe(false)
    expect(await importUsers.getImportUser('acme', 'i2', 'a')).toBeUndefined()
    expect(await importUsers.putImportUser('acme', user, 0)).toBe(true)
    expect(await importUsers.putImportUser('acme', user, 0)).toBe(false)
    const next = { ...user, state: 'importing', writeAttempt: 1, revision: 2 } as const
    const puts = await Promise.all(Array.from({ length: 20 }, () => importUsers.putImportUser('acme', next, 1)))
    expect(puts.filter(Boolean)).toHaveLength(1)
    expect(await importUsers.getImportUser('acme', 'i2', 'a')).toEqual(next)
    expect(await importUsers.putImportUser('acme', { ...next, state: 'imported', revision: 3 }, 1)).toBe(false)
  })
})

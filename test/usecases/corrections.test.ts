import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { User } from '../../lib/domain/companies.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import type { Import } from '../../lib/domain/imports.ts'
import type { AssignmentFile } from '../../lib/usecases/assignment-file.ts'
import { listImportUsers } from '../../lib/usecases/list-import-users.ts'
import { putSelection } from '../../lib/usecases/put-selection.ts'
import { configuration } from '../domain/support.ts'
import { anImport, foundCompany, startWorld, type Staff, type World } from './world.ts'

let world: World
let staff: Staff
let deps: World['ports'] & Pick<Parameters<typeof putSelection>[0], 'readJson' | 'sendTaskSuccess' | 'logger'>

beforeAll(async () => {
  world = await startWorld()
  staff = await foundCompany(world, 'c1')
  deps = {
    ...world.ports,
    readJson: world.ports.findJson,
    sendTaskSuccess: async () => 'sent',
    logger: { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined } as never,
  }
})
afterAll(() => world.stop())

const VALUES = ['rob@c1.tset', 'rita@c1.tset', 'nobody']

/** An import of this person that waits for its selection, with three values that belong to no user. */
async function waiting(id: string, by: User, more: Partial<Import> = {}): Promise<string> {
  const file: AssignmentFile = {
    columns: ['rep'],
    rows: 4,
    users: [{ userId: staff.admin.id, email: staff.admin.email, name: 'admin', rows: 1, firstRow: 2 }],
    notFound: VALUES.map((value, index) => ({ value, rows: 1, firstRow: index + 3 })),
    empty: { rows: 0 },
    usersWithoutRows: [],
    sharedKeys: { count: 0, first: [] },
  }
  const settings: ImportConfiguration = { ...configuration('name'), assignment: { by: 'email', column: 'rep' } }
  world.put(`assignment-${id}`, file)
  const item = anImport('c1', id, by, {
    status: 'awaiting-selection',
    selectionRound: 0,
    assignmentKey: `assignment-${id}`,
    configuration: settings,
    ...more,
  })
  await world.ports.createImport(item)
  const key = { companyId: 'c1', importId: id, round: item.round, step: 'selection' } as const
  await world.ports.openApproval(key, { id: `question-${id}`, taskToken: 't', expiresAt: '2026-12-01T00:00:00.000Z' })
  return id
}

const suggested = async (importId: string, actor: User) =>
  (await listImportUsers(deps)({ path: { importId }, actor, company: staff.company })).notFound.map(
    ({ value, suggestions }) => [value, ...suggestions.map(({ email }) => email)],
  )

const correct = (importId: string, actor: User, ...corrections: { value: string; email: string }[]) =>
  putSelection(deps)({ path: { importId }, query: {}, body: { corrections }, actor, company: staff.company })

describe('whom values may mean', () => {
  it('are users within reach of who asks, and of who began the import', async () => {
    const own = await waiting('own', staff.admin)
    expect(await suggested(own, staff.admin)).toEqual([
      ['rob@c1.tset', 'rob@c1.test'],
      ['rita@c1.tset', 'rita@c1.test'],
      ['nobody'],
    ])
    const sues = await waiting('sues', staff.sue)
    const within = [['rob@c1.tset', 'rob@c1.test'], ['rita@c1.tset'], ['nobody']]
    expect(await suggested(sues, staff.sue)).toEqual(within)
    expect(await suggested(sues, staff.admin)).toEqual(within)
  })
})

describe('corrections', () => {
  it('name nobody out of reach, in the same words as nobody at all', async () => {
    const importId = await waiting('reach', staff.sue)
    const refused = async (email: string) =>
      correct(importId, staff.sue, { value: 'nobody', email }).catch((error: unknown) => error)
    expect(await refused('rita@c1.test')).toMatchObject({
      code: 'invalid-request',
      places: [{ pointer: '/body/corrections/0/email', value: 'rita@c1.test' }],
    })
    const message = 'is the e-mail address of no active user you reach'
    for (const email of ['rita@c1.test', 'who@c1.test']) {
      expect(await refused(email)).toMatchObject({ places: [{ message }] })
    }
    expect(await correct(importId, staff.sue, { value: 'nobody', email: 'ROB@c1.test' })).toMatchObject({
      action: 'correct',
      decidedBy: { userId: staff.sue.id },
    })
  })

  it('that bring more users than an import may have are refused before they end it', async () => {
    const importId = await waiting('limit', staff.admin, { limits: { maxRows: 10, maxUsers: 2, maxBytes: 1 } })
    const [rob, rita] = VALUES.map((value) => ({ value, email: value.replace('tset', 'test') }))
    if (rob === undefined || rita === undefined) throw new Error('no corrections')
    await expect(correct(importId, staff.admin, rob, rita)).rejects.toMatchObject({ code: 'too-many-users' })
    await expect(correct(importId, staff.admin, rob)).resolves.toMatchObject({ action: 'correct' })
  })

  it('that make the configuration larger than one may be are refused', async () => {
    const importId = await waiting('large', staff.admin, {
      configuration: {
        ...configuration('name'),
        assignment: {
          by: 'email',
          column: 'rep',
          corrections: Array.from({ length: 500 }, (_, index) => ({ value: `v${index}`, email: 'rob@c1.test' })),
        },
      },
    })
    await expect(correct(importId, staff.admin, { value: 'nobody', email: 'rob@c1.test' })).rejects.toMatchObject({
      code: 'configuration-invalid',
      places: [{ pointer: '/assignment/corrections' }],
    })
  })
})

import { randomBytes } from 'node:crypto'
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { createApprovals } from '../../../lib/adapters/dynamodb/approvals.ts'
import type { WaitKey } from '../../../lib/ports/imports.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let approvals: ReturnType<typeof createApprovals>
beforeAll(async () => {
  db = await startTable()
  approvals = createApprovals(db.client, db.table)
})
afterAll(() => db.stop())

let count = 0
const aWait = (more: Partial<WaitKey> = {}): WaitKey => ({
  companyId: 'acme',
  importId: `import-${count++}`,
  round: 1,
  step: 'decision',
  userId: 'u1',
  ...more,
})
const fresh = (id: string, taskToken = `token-of-${id}`) => ({ id, taskToken, expiresAt: '2026-03-08T10:00:00.000Z' })
const anna = { userId: 'u9', email: 'anna@acme.test', name: 'Anna' }
const at = '2026-03-01T12:00:00.000Z'

describe('opening a wait', () => {
  it('makes an approval that is found by its wait and its ID, and never shows its token', async () => {
    const key = aWait()
    const { approval, created } = await approvals.openApproval(key, fresh('a1', 'secret-1'))
    expect(created).toBe(true)
    expect(approval).toEqual({ ...key, id: 'a1', state: 'waiting', expiresAt: fresh('a1').expiresAt })
    expect(await approvals.findApproval(key)).toEqual(approval)
    expect(await approvals.getApproval('acme', 'a1')).toEqual(approval)
    const decided = await approvals.decideApproval('acme', 'a1', { action: 'skip', by: anna, at })
    expect(JSON.stringify([decided, await approvals.getApproval('acme', 'a1')])).not.toContain('secret-1')
    expect(await approvals.getTaskToken('acme', 'a1')).toBe('secret-1')
  })

  it('keeps waits of other rounds, steps, users and companies apart', async () => {
    const key = aWait()
    const others = [
      key,
      { ...key, round: 2 },
      { ...key, step: 'settings' as const },
      { ...key, userId: 'u2' },
      { ...key, companyId: 'other' },
    ]
    for (const [n, other] of others.entries()) await approvals.openApproval(other, fresh(`apart-${n}`))
    const found = await Promise.all(others.map((other) => approvals.findApproval(other)))
    expect(found.map((approval) => approval?.id)).toEqual(others.map((_, n) => `apart-${n}`))
    expect(await approvals.getApproval('other', 'apart-0')).toBeUndefined()
    expect(await approvals.getTaskToken('other', 'apart-0')).toBeUndefined()
  })

  it('opened again gives the same approval the new token', async () => {
    const key = aWait()
    await approvals.openApproval(key, fresh('b1', 'old'))
    const again = await approvals.openApproval(key, { ...fresh('b2', 'new'), expiresAt: '2026-03-09T10:00:00.000Z' })
    expect(again).toMatchObject({
      created: false,
      approval: { id: 'b1', state: 'waiting', expiresAt: '2026-03-09T10:00:00.000Z' },
    })
    expect(await approvals.getTaskToken('acme', 'b1')).toBe('new')
    expect(await approvals.getApproval('acme', 'b2')).toBeUndefined()
    expect(await approvals.getApproval('acme', 'b1')).toEqual(again.approval)
  })

  it('opened again after the decision keeps the decision and takes the new token', async () => {
    const key = aWait()
    await approvals.openApproval(key, fresh('c1', 'old'))
    const { approval } = await approvals.decideApproval('acme', 'c1', { action: 'import', by: anna, at, answer: [1] })
    expect(await approvals.openApproval(key, fresh('c2', 'new'))).toEqual({ approval, created: false })
    expect(await approvals.getTaskToken('acme', 'c1')).toBe('new')
    expect(await approvals.getAnswer('acme', 'c1')).toEqual([1])
  })

  it('opened again after it was over waits anew', async () => {
    const key = aWait()
    await approvals.openApproval(key, fresh('d1'))
    await approvals.closeApproval('acme', 'd1')
    expect(await approvals.openApproval(key, fresh('d2'))).toMatchObject({
      created: false,
      approval: { id: 'd1', state: 'waiting' },
    })
    expect((await approvals.decideApproval('acme', 'd1', { action: 'import', by: anna, at })).kind).toBe('decided')
  })

  it('many at once make one approval', async () => {
    const key = aWait()
    const opened = await Promise.all(Array.from({ length: 20 }, (_, n) => approvals.openApproval(key, fresh(`e${n}`))))
    expect(new Set(opened.map(({ approval }) => approval.id)).size).toBe(1)
    expect(opened.filter(({ created }) => created)).toHaveLength(1)
    const { Items } = await db.client.send(
      new ScanCommand({
        TableName: db.table,
        ConsistentRead: true,
        FilterExpression: 'begins_with(sk, :approval) AND #data.importId = :import',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':approval': 'APPROVAL#', ':import': key.importId },
      }),
    )
    expect(Items).toHaveLength(1)
  })

  it('goes on where a crash left a wait that names an approval never written', async () => {
    const key = aWait()
    await approvals.openApproval(key, fresh('f1'))
    await db.client.send(new DeleteCommand({ TableName: db.table, Key: { pk: 'C#acme', sk: 'APPROVAL#f1' } }))
    expect(await approvals.findApproval(key)).toBeUndefined()
    expect(await approvals.openApproval(key, fresh('f2', 'new'))).toMatchObject({
      created: true,
      approval: { id: 'f1' },
    })
    expect(await approvals.getTaskToken('acme', 'f1')).toBe('new')
  })
})

describe('deciding', () => {
  it('has one winner among 50 at once, and everybody is shown the same decision', async () => {
    await approvals.openApproval(aWait(), fresh('g1'))
    const decisions = Array.from({ length: 50 }, (_, n) =>
      approvals.decideApproval('acme', 'g1', {
        action: n % 2 === 0 ? 'import' : 'skip',
        by: { ...anna, userId: `u${n}` },
        at,
        answer: n,
      }),
    )
    const results = await Promise.all(decisions)
    expect(results.filter(({ kind }) => kind === 'decided')).toHaveLength(1)
    const winner = results.findIndex(({ kind }) => kind === 'decided')
    for (const { approval } of results) {
      expect(approval).toMatchObject({
        state: 'decided',
        action: winner % 2 === 0 ? 'import' : 'skip',
        decidedBy: { userId: `u${winner}` },
        decidedAt: at,
      })
    }
    expect(await approvals.getAnswer('acme', 'g1')).toBe(winner)
  })

  it('is refused once it is over, and closing does not undo a decision', async () => {
    await approvals.openApproval(aWait(), fresh('h1'))
    await approvals.closeApproval('acme', 'h1')
    const late = await approvals.decideApproval('acme', 'h1', { action: 'import', by: anna, at })
    expect(late).toMatchObject({ kind: 'refused', approval: { state: 'over' } })
    expect(late.approval).not.toHaveProperty('decidedBy')
    await approvals.openApproval(aWait(), fresh('h2'))
    await approvals.decideApproval('acme', 'h2', { action: 'import', by: anna, at })
    await approvals.closeApproval('acme', 'h2')
    expect(await approvals.getApproval('acme', 'h2')).toMatchObject({ state: 'decided' })
  })

  it('finds nothing to decide or close where there is no approval, or it is another company’s', async () => {
    await approvals.openApproval(aWait(), fresh('i1'))
    await approvals.closeApproval('other', 'i1')
    for (const company of ['other', 'acme']) {
      const id = company === 'other' ? 'i1' : 'nothing'
      await expect(approvals.decideApproval(company, id, { action: 'import', by: anna, at })).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    expect(await approvals.getApproval('acme', 'i1')).toMatchObject({ state: 'waiting' })
    expect(await approvals.getAnswer('acme', 'i1')).toBeUndefined()
  })

  it('keeps a large answer exactly, and refuses one that would not fit before anything is decided', async () => {
    await approvals.openApproval(aWait(), fresh('j1'))
    const large = { exclude: Array.from({ length: 20_000 }, (_, n) => `vertreter.${n}@größe.example`) }
    const tooLarge = randomBytes(400_000).toString('hex')
    await expect(
      approvals.decideApproval('acme', 'j1', { action: 'x', by: anna, at, answer: tooLarge }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
    })
    expect(await approvals.getApproval('acme', 'j1')).toMatchObject({ state: 'waiting' })
    await approvals.decideApproval('acme', 'j1', { action: 'select', by: anna, at, answer: large })
    expect(await approvals.getAnswer('acme', 'j1')).toEqual(large)
  })
})

import { describe, expect, it } from '@jest/globals'
import { preview } from '../../lib/contracts/imports.ts'
import type { Operation, PlanEntry } from '../../lib/domain/plans.ts'
import type { MusterRecord } from '../../lib/domain/records.ts'
import { getPreview } from '../../lib/usecases/get-preview.ts'
import { by, companyPerTest, count, staff, world } from './company.ts'
import { anImport, aPart } from './world.ts'

companyPerTest()

const record = (id: string, fields: MusterRecord['fields']): MusterRecord => ({
  id,
  type: 'customers',
  version: 1,
  fields,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: { kind: 'user', id: 'u' },
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: { kind: 'user', id: 'u' },
})

async function begun() {
  const item = anImport(staff.company.id, `i-${count}`, staff.sue)
  await world.ports.createImport(item)
  return item
}

describe('getPreview', () => {
  const changed = (n: number): PlanEntry => {
    const before = { ...record(`r-${n}`, { name: `Old ${n}`, city: 'Linz' }), etag: 'e' }
    const operation: Operation = {
      kind: 'update',
      before,
      after: record(`r-${n}`, { name: `New ${n}`, city: 'Linz' }),
      changed: ['name'],
    }
    return { row: n, outcome: 'updated', title: `New ${n}`, operation }
  }
  const entries: PlanEntry[] = [
    {
      row: 4,
      outcome: 'created',
      title: 'Acme',
      operation: { kind: 'create', after: record('r-4', { city: 'Wels', name: 'Acme' }) },
    },
    ...[5, 6, 7].map(changed),
    {
      row: 8,
      outcome: 'rejected',
      title: '',
      reasons: [{ code: 'required-missing', message: 'Name is required.' }],
      cells: ['', 'x'],
    },
    {
      row: null,
      outcome: 'deleted',
      title: 'Gone',
      operation: {
        kind: 'delete',
        before: { ...record('r-9', { name: 'Gone' }), etag: 'e' },
        after: record('r-9', { name: 'Gone' }),
      },
    },
  ]
  const counts = {
    created: 1,
    updated: 3,
    unchanged: 0,
    restored: 0,
    transferred: 0,
    rejected: 1,
    deleted: 1,
    related: 0,
  }

  it('shows every entry once, page by page, with what changes in each field', async () => {
    const { ports, put } = world
    const item = await begun()
    put(`plan-${count}`, [{ counts, columns: [] }, ...entries])
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob, { planKey: `plan-${count}`, counts }), 0)
    const path = { importId: item.id, userId: staff.rob.id }
    const seen: unknown[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = preview.parse(await getPreview(ports)({ ...by(staff.sue), path, query: { limit: 2, cursor } }))
      expect(page.counts).toEqual(counts)
      seen.push(...page.entries)
      cursor = page.cursor
      pages += 1
    } while (cursor !== undefined)
    expect(pages).toBe(3)
    expect(seen).toEqual([
      {
        row: 4,
        outcome: 'created',
        title: 'Acme',
        recordId: 'r-4',
        changes: [
          { field: 'name', before: null, after: 'Acme' },
          { field: 'city', before: null, after: 'Wels' },
        ],
        reasons: [],
      },
      ...[5, 6, 7].map((n) => ({
        row: n,
        outcome: 'updated',
        title: `New ${n}`,
        recordId: `r-${n}`,
        changes: [{ field: 'name', before: `Old ${n}`, after: `New ${n}` }],
        reasons: [],
      })),
      {
        row: 8,
        outcome: 'rejected',
        title: '',
        changes: [],
        reasons: [{ code: 'required-missing', message: 'Name is required.' }],
      },
      {
        row: null,
        outcome: 'deleted',
        title: 'Gone',
        recordId: 'r-9',
        changes: [{ field: 'name', before: 'Gone', after: null }],
        reasons: [],
      },
    ])
    const updated = await getPreview(ports)({ ...by(staff.sue), path, query: { outcome: 'updated', limit: 3 } })
    expect([updated.entries.length, updated.cursor]).toEqual([3, undefined])
  })

  it('shows what contains a text, in titles, IDs, row numbers, values before and after, and reasons', async () => {
    const { ports, put } = world
    const item = await begun()
    const own: PlanEntry = {
      row: null,
      outcome: 'related',
      title: 'Visit',
      operation: {
        kind: 'update',
        before: { ...record('t-1', { subject: 'Call', note: 'Besuch in Köln' }), type: 'tasks', etag: 'e' },
        after: { ...record('t-1', { subject: 'Call', note: 'x' }), type: 'tasks' },
        changed: ['note'],
      },
    }
    put(`plan-${count}`, [{ counts, columns: [] }, ...entries, own])
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob, { planKey: `plan-${count}`, counts }), 0)
    const path = { importId: item.id, userId: staff.rob.id }
    const rows = async (search: string, more: { outcome?: string; cursor?: string; limit?: number } = {}) => {
      const page = await getPreview(ports)({ ...by(staff.sue), path, query: { search, ...more } })
      return page.entries.map(({ row, title }) => row ?? title)
    }
    expect(await rows('WÉLS')).toEqual([4])
    expect(await rows('old 6')).toEqual([6])
    expect(await rows('r-7')).toEqual([7])
    expect(await rows('8')).toEqual([8])
    expect(await rows('is required')).toEqual([8])
    expect(await rows('koln')).toEqual(['Visit'])
    expect(await rows('Linz')).toEqual([]) // stays as it is, so that nobody sees it
    expect(await rows('new')).toEqual([5, 6, 7])
    expect(await rows('new', { outcome: 'created' })).toEqual([])

    const ask = (query: object) => getPreview(ports)({ ...by(staff.sue), path, query })
    const first = await ask({ search: 'new', limit: 2 })
    expect(first.entries.map(({ row }) => row)).toEqual([5, 6])
    const second = await ask({ search: 'new', limit: 2, cursor: first.cursor })
    expect([second.entries.map(({ row }) => row), second.cursor]).toEqual([[7], undefined])
    for (const other of [{}, { search: 'old' }, { search: 'new', outcome: 'updated' }]) {
      await expect(ask({ ...other, cursor: first.cursor })).rejects.toMatchObject({ code: 'invalid-request' })
    }
  })

  it('answers what it has found when looking for it takes too long, and goes on from there', async () => {
    const { ports, put } = world
    const item = await begun()
    put(`plan-${count}`, [{ counts, columns: [] }, ...entries])
    await ports.putImportUser(item.companyId, aPart(item.id, staff.rob, { planKey: `plan-${count}`, counts }), 0)
    const path = { importId: item.id, userId: staff.rob.id }
    let time = 0
    const slow = { ...ports, now: () => new Date((time += 4000)).toISOString() }
    const found: unknown[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await getPreview(slow)({ ...by(staff.sue), path, query: { search: 'old 7', cursor } })
      found.push(...page.entries.map(({ row }) => row))
      cursor = page.cursor
      pages += 1
    } while (cursor !== undefined && pages < 20)
    expect([found, pages]).toEqual([[7], 2])
  })

  it('refuses the cursor of a preview that was made anew, and says when there is none yet', async () => {
    const { ports, put } = world
    const item = await begun()
    const path = { importId: item.id, userId: staff.rob.id }
    const part = aPart(item.id, staff.rob)
    await ports.putImportUser(item.companyId, part, 0)
    await expect(getPreview(ports)({ ...by(staff.sue), path, query: {} })).rejects.toMatchObject({ code: 'not-found' })
    put(`old-${count}`, [{ counts }, ...entries])
    put(`new-${count}`, [{ counts }, ...entries])
    await ports.putImportUser(item.companyId, { ...part, planKey: `old-${count}`, revision: 2 }, 1)
    const { cursor } = await getPreview(ports)({ ...by(staff.sue), path, query: { limit: 1 } })
    await ports.putImportUser(item.companyId, { ...part, planKey: `new-${count}`, revision: 3 }, 2)
    for (const stale of [cursor, 'nonsense', Buffer.from('["x",1]').toString('base64url')]) {
      await expect(getPreview(ports)({ ...by(staff.sue), path, query: { cursor: stale } })).rejects.toMatchObject({
        code: 'invalid-request',
      })
    }
  })
})

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createImports } from '../../../lib/adapters/dynamodb/imports.ts'
import type { Import } from '../../../lib/domain/imports.ts'
import { IMPORT_STATUSES, isFinal, TRANSITIONS, type ImportStatus } from '../../../lib/domain/transitions.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let imports: ReturnType<typeof createImports>
beforeAll(async () => {
  db = await startTable()
  imports = createImports(db.client, db.table)
})
afterAll(() => db.stop())

let count = 0
const anImport = (more: Partial<Import> = {}): Import => {
  const id = more.id ?? `import-${String(count++).padStart(5, '0')}`
  const status = more.status ?? 'awaiting-upload'
  return {
    companyId: 'acme',
    id,
    recordType: 'customers',
    status,
    fileName: 'Kunden März.xlsx',
    startedBy: { userId: 'u1', email: 'a@acme.test', name: '' },
    startedAt: '2026-03-01T10:00:00.000Z',
    round: 1,
    selection: 'ask',
    exclude: [],
    decide: 'ask',
    settingsRound: 0,
    selectionRound: 0,
    upload: { key: `uploads/acme/${id}/source`, expiresAt: '2026-03-01T11:00:00.000Z', maxBytes: 31_457_280 },
    attempt: 0,
    limits: { maxRows: 100_000, maxUsers: 100, maxBytes: 31_457_280 },
    lockSince: '2026-03-01T10:00:00.000Z',
    timeline: [{ at: '2026-03-01T10:00:00.000Z', status }],
    revision: 1,
    ...more,
  }
}
const created = async (more: Partial<Import> = {}) => {
  const item = anImport(more)
  await imports.createImport(item)
  return item
}
const at = '2026-03-01T12:00:00.000Z'

/** A client whose first answer to this command is lost, so that the SDK sends it again. */
function losingAnAnswer(command: string): DynamoDBDocumentClient {
  const client = db.anotherClient()
  let lost = false
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args)
      if (lost || context.commandName !== command) return answer
      lost = true
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', $retryable: { throttling: false } })
    },
    { step: 'deserialize', priority: 'low' },
  )
  return client
}

describe('an import', () => {
  it('is given back as it was created, to its company only', async () => {
    const item = await created()
    expect(await imports.getImport('acme', item.id)).toEqual(item)
    expect(await imports.getImport('other', item.id)).toBeUndefined()
  })

  it('is never replaced by another of the same ID', async () => {
    const item = await created()
    await expect(imports.createImport({ ...item, fileName: 'other.csv' })).rejects.toThrow('exists already')
    expect(await imports.getImport('acme', item.id)).toEqual(item)
  })

  it('is created once though the answer to its creation is lost', async () => {
    const item = anImport()
    await createImports(losingAnAnswer('PutItemCommand'), db.table).createImport(item)
    expect(await imports.getImport('acme', item.id)).toEqual(item)
  })
})

describe('changing an import', () => {
  it('enters a status, adds it to the timeline and counts the revision', async () => {
    const item = await created()
    const object = { key: item.upload.key, versionId: 'v1', size: 12 }
    const result = await imports.updateImport('acme', item.id, { status: 'inspecting', note: 'uploaded', object, at })
    const expected = {
      ...item,
      status: 'inspecting',
      object,
      revision: 2,
      timeline: [...item.timeline, { at, status: 'inspecting', note: 'uploaded' }],
    }
    expect(result).toEqual({ kind: 'updated', import: expected })
    expect(await imports.getImport('acme', item.id)).toEqual(expected)
  })

  it('adds no timeline entry for the status it is in already, but makes the rest of the change', async () => {
    for (const status of IMPORT_STATUSES) {
      const item = await created({ status })
      const result = await imports.updateImport('acme', item.id, { status, deleted: 3, at })
      expect(result).toEqual({ kind: 'updated', import: { ...item, deleted: 3, revision: 2 } })
    }
  })

  it('permits exactly the transitions of the table', async () => {
    const permitted = (from: ImportStatus, to: ImportStatus) =>
      from === to || (TRANSITIONS[from] as readonly ImportStatus[]).includes(to)
    for (const from of IMPORT_STATUSES) {
      const refused: ImportStatus[] = []
      for (const to of IMPORT_STATUSES) {
        const item = await created({ status: from })
        const result = await imports.updateImport('acme', item.id, { status: to, at })
        if (result.kind === 'refused') {
          expect(result.import).toEqual(item)
          refused.push(to)
        }
      }
      expect(refused).toEqual(IMPORT_STATUSES.filter((to) => !permitted(from, to)))
    }
  })

  it('without a status is refused exactly when the import is over', async () => {
    for (const status of IMPORT_STATUSES) {
      const item = await created({ status })
      const result = await imports.updateImport('acme', item.id, { currentUserId: 'u7', at })
      expect(result.kind).toBe(isFinal(status) ? 'refused' : 'updated')
      expect(result.import).toEqual(isFinal(status) ? item : { ...item, currentUserId: 'u7', revision: 2 })
    }
  })

  it('takes an attribute away where the value is undefined', async () => {
    const item = await created({ currentUserId: 'u1', deleted: 1 })
    const result = await imports.updateImport('acme', item.id, { currentUserId: undefined, at })
    expect(result.import).not.toHaveProperty('currentUserId')
    expect(result.import).toHaveProperty('deleted', 1)
  })

  it('is refused unless everything expected is so', async () => {
    const object = { key: 'k', versionId: 'v', size: 1 }
    const item = await created({ status: 'inspecting', executionArn: 'arn:1', round: 2, revision: 5, object })
    const refusing = [
      { status: 'awaiting-upload' as const },
      { round: 1 },
      { revision: 4 },
      { executionArn: 'arn:2' },
      { objectAbsent: true as const },
    ]
    for (const expectation of refusing) {
      const result = await imports.updateImport('acme', item.id, { deleted: 1, at }, expectation)
      expect(result).toEqual({ kind: 'refused', import: item })
    }
    const met = { status: 'inspecting' as const, round: 2, revision: 5, executionArn: 'arn:1' }
    expect((await imports.updateImport('acme', item.id, { deleted: 1, at }, met)).kind).toBe('updated')
  })

  it('that does not exist, or of another company, is refused without one', async () => {
    const item = await created()
    for (const [company, id] of [
      ['acme', 'nothing'],
      ['other', item.id],
    ] as const) {
      expect(await imports.updateImport(company, id, { status: 'inspecting', at })).toEqual({
        kind: 'refused',
        import: undefined,
      })
      expect(await imports.updateImport(company, id, { deleted: 1, at })).toEqual({
        kind: 'refused',
        import: undefined,
      })
    }
    expect(await imports.getImport('acme', item.id)).toEqual(item)
  })

  it('is claimed by one of many at once', async () => {
    const item = await created()
    const claims = Array.from({ length: 20 }, (_, n) =>
      imports.updateImport(
        'acme',
        item.id,
        { status: 'inspecting', executionArn: `arn:${n}`, at },
        { status: 'awaiting-upload' },
      ),
    )
    const won = (await Promise.all(claims)).filter(({ kind }) => kind === 'updated')
    expect(won).toHaveLength(1)
    expect(await imports.getImport('acme', item.id)).toEqual(won[0]?.import)
  })

  it('many at once without expectations all arrive, with one timeline entry', async () => {
    const item = await created()
    await Promise.all(
      Array.from({ length: 10 }, () => imports.updateImport('acme', item.id, { status: 'inspecting', at })),
    )
    const after = await imports.getImport('acme', item.id)
    expect(after?.revision).toBe(11)
    expect(after?.timeline).toHaveLength(2)
  })

  it('recognises itself when its answer was lost', async () => {
    const item = await created()
    const { updateImport } = createImports(losingAnAnswer('UpdateItemCommand'), db.table)
    const result = await updateImport('acme', item.id, { status: 'inspecting', at }, { revision: 1 })
    expect(result.kind).toBe('updated')
    expect(result.import).toMatchObject({ status: 'inspecting', revision: 2 })
    expect(result.import?.timeline).toHaveLength(2)
  })
})

describe('the list of imports', () => {
  beforeAll(async () => {
    for (let n = 0; n < 7; n++) await created({ companyId: 'lister', id: `L${n}` })
    for (let n = 0; n < 3; n++) await created({ companyId: 'lister2', id: `L${n}` })
  })

  it('comes newest first, page by page, each import once and none of another company', async () => {
    const first = await imports.listImports('lister', { limit: 3 })
    const second = await imports.listImports('lister', { limit: 3, cursor: String(first.cursor) })
    const third = await imports.listImports('lister', { limit: 3, cursor: String(second.cursor) })
    const ids = [first, second, third].map((page) => page.imports.map(({ id }) => id))
    expect(ids).toEqual([['L6', 'L5', 'L4'], ['L3', 'L2', 'L1'], ['L0']])
    expect(third).not.toHaveProperty('cursor')
    expect(
      [first, second, third].flatMap((page) => page.imports).every(({ companyId }) => companyId === 'lister'),
    ).toBe(true)
  })

  it('gives no cursor where the last page is full', async () => {
    expect(await imports.listImports('lister', { limit: 7 })).not.toHaveProperty('cursor')
  })

  it('refuses a cursor that was made for another list, or forged', async () => {
    const { cursor } = await imports.listImports('lister2', { limit: 1 })
    const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const forged = [
      String(cursor),
      forge(['C#lister2', 'IMPORT#L2']),
      forge(['C#lister', 'LOCK']),
      forge(['C#lister', 'USER#1']),
      forge({ pk: 'C#lister', sk: 'IMPORT#L1' }),
      forge(null),
      'no cursor',
      '',
    ]
    for (const each of forged) {
      await expect(imports.listImports('lister', { limit: 2, cursor: each })).rejects.toMatchObject({
        code: 'invalid-request',
      })
    }
  })
})

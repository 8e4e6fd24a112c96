import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { createConfigurations } from '../../../lib/adapters/dynamodb/configurations.ts'
import type { ImportConfiguration } from '../../../lib/domain/configuration.ts'
import { MOST_SAVED_CONFIGURATIONS, type SavedConfiguration } from '../../../lib/domain/saved-configurations.ts'
import { startTable, type TestTable } from './support.ts'

jest.setTimeout(30_000)

let db: TestTable
let store: ReturnType<typeof createConfigurations>
beforeAll(async () => {
  db = await startTable()
  store = createConfigurations(db.client, db.table)
})
afterAll(() => db.stop())

let count = 0
const newCompany = () => `company-${(count += 1)}`
const person = { userId: 'u', email: 'anna@x.test', name: 'Anna' }
const saved = (id: string, more: Partial<SavedConfiguration> = {}): SavedConfiguration => ({
  id,
  name: id,
  recordType: 'customers',
  createdBy: person,
  createdAt: '2026-03-01T12:00:00.000Z',
  updatedBy: person,
  updatedAt: '2026-03-01T12:00:00.000Z',
  revision: 1,
  configuration: { version: 1, sheet: id } as ImportConfiguration,
  ...more,
})

/** A client that dies before its n-th command of a kind (from 1). */
function dyingAt(command: string, nth: number): DynamoDBDocumentClient {
  const client = db.anotherClient()
  let seen = 0
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === command && ++seen >= nth) throw new Error('killed')
      return next(args)
    },
    { step: 'initialize' },
  )
  return client
}

describe('saved configurations in the table', () => {
  it('let exactly one of many at once have a name', async () => {
    const company = newCompany()
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (id) => store.putConfiguration(company, saved(id, { name: 'ERP' }), 0)),
    )
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['taken', 'taken', 'taken', 'written'])
    const [line, ...none] = await store.listConfigurations(company)
    expect(none).toEqual([])
    expect((await store.getConfiguration(company, line!.id))?.configuration.sheet).toBe(line!.id)
  })

  it('let exactly one of many changes of a revision through, and are what that one wrote', async () => {
    const company = newCompany()
    await store.putConfiguration(company, saved('a'), 0)
    const changes = ['x', 'y', 'z'].map((sheet) =>
      saved('a', { revision: 2, configuration: { version: 1, sheet } as ImportConfiguration }),
    )
    const answers = await Promise.all(changes.map(async (change) => store.putConfiguration(company, change, 1)))
    const winner = answers.findIndex(({ kind }) => kind === 'written')
    expect(answers.filter(({ kind }) => kind === 'changed')).toHaveLength(2)
    expect(await store.getConfiguration(company, 'a')).toEqual(changes[winner])
  })

  it('note their use without becoming another revision, and keep it when they are changed', async () => {
    const company = newCompany()
    await store.putConfiguration(company, saved('a'), 0)
    await store.noteConfigurationUsed(company, 'a', '2026-04-01T00:00:00.000Z')
    await store.noteConfigurationUsed(company, 'gone', '2026-04-01T00:00:00.000Z')
    await store.putConfiguration(company, saved('a', { revision: 2 }), 1)
    expect(await store.listConfigurations(company)).toMatchObject([
      { id: 'a', revision: 2, lastUsedAt: '2026-04-01T00:00:00.000Z' },
    ])
  })

  it.each([
    ['before it is listed', 'PutItemCommand', 2, 'old', 1],
    ['before what it replaces is removed', 'DeleteItemCommand', 1, 'new', 2],
  ])('are whole when a change dies %s', async (_, command, nth, sheet, revision) => {
    const company = newCompany()
    const of = (text: string) => ({ configuration: { version: 1, sheet: text } as ImportConfiguration })
    await store.putConfiguration(company, saved('a', of('old')), 0)
    const dying = createConfigurations(dyingAt(command, nth), db.table)
    await expect(dying.putConfiguration(company, saved('a', { revision: 2, ...of('new') }), 1)).rejects.toThrow(
      'killed',
    )
    expect(await store.getConfiguration(company, 'a')).toMatchObject({ revision, ...of(sheet) })
    expect(await store.putConfiguration(company, saved('a', { revision: revision + 1 }), revision)).toEqual({
      kind: 'written',
    })
  })

  it('are as many as fit, and their names are free again when they are gone', async () => {
    const company = newCompany()
    for (let n = 0; n < MOST_SAVED_CONFIGURATIONS; n += 1) {
      await store.putConfiguration(company, saved(`n${n}`), 0)
    }
    expect(await store.putConfiguration(company, saved('one more'), 0)).toEqual({ kind: 'full' })
    expect(await store.removeConfiguration(company, 'n0')).toBe(true)
    expect(await store.removeConfiguration(company, 'n0')).toBe(false)
    expect(await store.putConfiguration(company, saved('again', { name: 'N0' }), 0)).toEqual({ kind: 'written' })
  })
})

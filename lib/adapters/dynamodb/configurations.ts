import { randomUUID } from 'node:crypto'
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ImportConfiguration } from '../../domain/configuration.ts'
import {
  MOST_SAVED_CONFIGURATIONS,
  sameConfigurationName,
  type SavedConfigurationLine,
} from '../../domain/saved-configurations.ts'
import type {
  GetConfiguration,
  ListConfigurations,
  NoteConfigurationUsed,
  PutConfiguration,
  RemoveConfiguration,
} from '../../ports/configurations.ts'
import { getItem, held, type Item } from './client.ts'
import { configurationKey, configurationsKey } from './keys.ts'

/** How often a change is tried again because the list, or what it names, changed meanwhile. */
const ATTEMPTS = 10

interface Entry {
  readonly line: SavedConfigurationLine
  /** Names the item that holds the configuration; another one after every change. */
  readonly body: string
}

const entriesOf = (item: Item | undefined): readonly Entry[] => item?.data ?? []

/**
 * Saved configurations in the state table. One item a company lists them all and is the truth: it is replaced by
 * conditional writes, so that names stay unique and nobody overwrites what they did not see. Each configuration is an item
 * beside it, written before it is listed and removed after; what a crash leaves of these is listed nowhere.
 */
export function createConfigurations(client: DynamoDBDocumentClient, table: string) {
  const readList = (companyId: string) => getItem(client, table, configurationsKey(companyId))

  /** Replaces the list by what `next` makes of it, or leaves it and answers what `next` says instead. */
  const change = async <Answer>(
    companyId: string,
    next: (entries: readonly Entry[]) => { entries: readonly Entry[] } | { answer: Answer },
  ): Promise<{ answer: Answer } | { before: readonly Entry[] }> => {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const seen = await readList(companyId)
      const before = entriesOf(seen)
      const result = next(before)
      if ('answer' in result) return result
      const lastWrite = randomUUID()
      const put = new PutCommand({
        TableName: table,
        Item: { ...configurationsKey(companyId), data: result.entries, lastWrite },
        ...(seen === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'lastWrite = :seen', ExpressionAttributeValues: { ':seen': seen.lastWrite } }),
      })
      if ((await held(client.send(put))) || (await readList(companyId))?.lastWrite === lastWrite) return { before }
    }
    throw new Error('The saved configurations are being changed by too many at once.')
  }

  const removeBody = async (companyId: string, entries: readonly Entry[], id: string) => {
    const body = entries.find(({ line }) => line.id === id)?.body
    if (body === undefined) return
    await client.send(new DeleteCommand({ TableName: table, Key: configurationKey(companyId, body) }))
  }

  const listConfigurations: ListConfigurations = async (companyId) =>
    entriesOf(await readList(companyId)).map(({ line }) => line)

  const getConfiguration: GetConfiguration = async (companyId, id) => {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const entry = entriesOf(await readList(companyId)).find(({ line }) => line.id === id)
      if (entry === undefined) return undefined
      const item = await getItem(client, table, configurationKey(companyId, entry.body))
      const configuration: ImportConfiguration | undefined = item?.data
      // Not there: it was replaced between the two reads.
      if (configuration !== undefined) return { ...entry.line, configuration }
    }
    throw new Error(`The saved configuration ${id} is being changed by too many at once.`)
  }

  const putConfiguration: PutConfiguration = async (companyId, { configuration, ...line }, revisionBefore) => {
    const entry: Entry = { line, body: randomUUID() }
    const key = configurationKey(companyId, entry.body)
    await client.send(new PutCommand({ TableName: table, Item: { ...key, data: configuration } }))
    type Refusal = Exclude<Awaited<ReturnType<PutConfiguration>>, { kind: 'written' }>
    const changed = await change<Refusal>(companyId, (entries) => {
      const current = entries.find((one) => one.line.id === line.id)?.line
      if ((current?.revision ?? 0) !== revisionBefore) return { answer: { kind: 'changed', current } }
      const others = entries.filter((one) => one.line.id !== line.id)
      const by = others.find((one) => sameConfigurationName(one.line.name, line.name))?.line
      if (by !== undefined) return { answer: { kind: 'taken', by } }
      if (others.length >= MOST_SAVED_CONFIGURATIONS) return { answer: { kind: 'full' } }
      if (current === undefined) return { entries: [...entries, entry] }
      // When it was last used may have been noted since it was read.
      const { lastUsedAt } = current
      const replacing = { ...entry, line: { ...line, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) } }
      return { entries: entries.map((one) => (one.line.id === line.id ? replacing : one)) }
    })
    if ('answer' in changed) {
      await removeBody(companyId, [entry], line.id)
      return changed.answer
    }
    await removeBody(companyId, changed.before, line.id)
    return { kind: 'written' }
  }

  const removeConfiguration: RemoveConfiguration = async (companyId, id) => {
    const changed = await change<false>(companyId, (entries) =>
      entries.some(({ line }) => line.id === id)
        ? { entries: entries.filter(({ line }) => line.id !== id) }
        : { answer: false },
    )
    if ('answer' in changed) return false
    await removeBody(companyId, changed.before, id)
    return true
  }

  const noteConfigurationUsed: NoteConfigurationUsed = async (companyId, id, at) => {
    await change<false>(companyId, (entries) =>
      entries.some(({ line }) => line.id === id)
        ? {
            entries: entries.map((entry) =>
              entry.line.id === id ? { ...entry, line: { ...entry.line, lastUsedAt: at } } : entry,
            ),
          }
        : { answer: false },
    )
  }

  return { listConfigurations, getConfiguration, putConfiguration, removeConfiguration, noteConfigurationUsed }
}

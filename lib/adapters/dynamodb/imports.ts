import { randomUUID } from 'node:crypto'
import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Import } from '../../domain/imports.ts'
import { FINAL_STATUSES, isFinal, statusesBefore } from '../../domain/transitions.ts'
import type { CreateImport, GetImport, ListImports, UpdateImport } from '../../ports/imports.ts'
import { getItem, held, type Item } from './client.ts'
import { companyPartition, importKey, IMPORT_PREFIX } from './keys.ts'
import { queryPage } from './paging.ts'
import { updateItem } from './update-expression.ts'

const toImport = (item: Item): Import => item.data

/** How often a change is tried again because the import changed between the write and the look why it was refused. */
const ATTEMPTS = 10

type Change = Parameters<UpdateImport>[2]
type Expectation = NonNullable<Parameters<UpdateImport>[3]>

/** Whether the change's conditions would hold for this state: the same conditions as `expressions` makes. */
function fits(state: Import, { status }: Change, { objectAbsent, ...equal }: Expectation): boolean {
  const allowed = status === undefined ? !isFinal(state.status) : statusesBefore(status).includes(state.status)
  if (!allowed || (objectAbsent === true && state.object !== undefined)) return false
  return (
    (equal.status === undefined || equal.status === state.status) &&
    (equal.round === undefined || equal.round === state.round) &&
    (equal.revision === undefined || equal.revision === state.revision) &&
    (equal.executionArn === undefined || equal.executionArn === state.executionArn)
  )
}

/** `from`: `other` enters the status and writes it into the timeline, `same` finds the import in it already. */
function expressions(change: Change, { objectAbsent, ...equal }: Expectation, from: 'other' | 'same', writeId: string) {
  const { status, note, at, ...parts } = change
  const update = updateItem().increase('data.revision').set('lastWrite', writeId)
  for (const [name, value] of Object.entries(parts)) update.set(`data.${name}`, value)
  for (const [name, value] of Object.entries(equal)) if (value !== undefined) update.expect(`data.${name}`, value)
  if (objectAbsent === true) update.expectAbsent('data.object')
  if (status === undefined) return update.expectNoneOf('data.status', FINAL_STATUSES).build()
  if (from === 'same') return update.expect('data.status', status).build()
  const before = statusesBefore(status).filter((word) => word !== status)
  update.set('data.status', status).append('data.timeline', { at, status, ...(note === undefined ? {} : { note }) })
  return update.expectOneOf('data.status', before).build()
}

/**
 * Imports in the state table: the import as it is in `data`; beside it `lastWrite`, a random ID by which a write that was
 * sent twice (its answer was lost) recognises itself.
 */
export function createImports(client: DynamoDBDocumentClient, table: string) {
  const getImport: GetImport = async (companyId, importId) => {
    const item = await getItem(client, table, importKey(companyId, importId))
    return item === undefined ? undefined : toImport(item)
  }

  /** Throws an Error if an import of this ID exists: IDs are never used twice. */
  const createImport: CreateImport = async (created) => {
    const key = importKey(created.companyId, created.id)
    const lastWrite = randomUUID()
    const put = new PutCommand({
      TableName: table,
      Item: { ...key, data: created, lastWrite },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    if (await held(client.send(put))) return
    const present = await getItem(client, table, key)
    if (present?.lastWrite !== lastWrite) throw new Error(`The import ${created.id} exists already.`)
  }

  const listImports: ListImports = async (companyId, page) => {
    const range = { pk: companyPartition(companyId), prefix: IMPORT_PREFIX, newestFirst: true }
    const { items, ...rest } = await queryPage(client, table, range, page)
    return { imports: items.map(toImport), ...rest }
  }

  const updateImport: UpdateImport = async (companyId, importId, change, expectation = {}) => {
    const key = importKey(companyId, importId)
    const writeId = randomUUID()
    const attempt = async (from: 'other' | 'same'): Promise<Import | undefined> => {
      const update = new UpdateCommand({
        TableName: table,
        Key: key,
        ReturnValues: 'ALL_NEW',
        ...expressions(change, expectation, from, writeId),
      })
      let after: Import | undefined
      const wrote = await held(
        client.send(update).then(({ Attributes }) => {
          if (Attributes !== undefined) after = toImport(Attributes)
        }),
      )
      return wrote ? after : undefined
    }
    let from: 'other' | 'same' =
      change.status !== undefined && statusesBefore(change.status).length === 1 ? 'same' : 'other'
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const after = await attempt(from)
      if (after !== undefined) return { kind: 'updated', import: after }
      const item = await getItem(client, table, key)
      if (item === undefined) return { kind: 'refused', import: undefined }
      const present = toImport(item)
      if (item.lastWrite === writeId) return { kind: 'updated', import: present }
      if (!fits(present, change, expectation)) return { kind: 'refused', import: present }
      // The conditions hold by now, or hold for an import that is in this status already: try again from where it is.
      from = present.status === change.status ? 'same' : 'other'
    }
    throw new Error(`The import ${importId} is being changed by too many at once.`)
  }

  return { getImport, createImport, listImports, updateImport }
}

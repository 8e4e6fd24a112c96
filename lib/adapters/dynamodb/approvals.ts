import { randomUUID } from 'node:crypto'
import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Approval } from '../../domain/imports.ts'
import { Problem } from '../../domain/problems.ts'
import type {
  CloseApproval,
  DecideApproval,
  FindApproval,
  GetAnswer,
  GetApproval,
  GetTaskToken,
  MarkNotified,
  OpenApproval,
  WaitKey,
} from '../../ports/imports.ts'
import { packAnswer, unpackAnswer } from './answers.ts'
import { getItem, held, type Item } from './client.ts'
import { approvalKey, waitKey } from './keys.ts'
import { updateItem, type UpdateBuilder } from './update-expression.ts'

const toApproval = (item: Item): Approval => item.data

/** How often a wait is renewed again because it was decided or closed between the look and the write. */
const ATTEMPTS = 10

/**
 * Approvals in the state table. `data` is the approval as everybody may see it; the task token and the answer (gzipped
 * JSON) are attributes beside it, so that no reader of an approval can hand on its token. An item per wait names the
 * approval that belongs to it. `lastWrite` as in `imports.ts`.
 */
export function createApprovals(client: DynamoDBDocumentClient, table: string) {
  const read = (companyId: string, approvalId: string) => getItem(client, table, approvalKey(companyId, approvalId))

  const update = (companyId: string, approvalId: string, change: UpdateBuilder) =>
    held(
      client.send(new UpdateCommand({ TableName: table, Key: approvalKey(companyId, approvalId), ...change.build() })),
    )

  const putIfNew = (item: Item) =>
    held(client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' })))

  const approvalIdOf = async (key: WaitKey): Promise<string | undefined> => {
    const wait = await getItem(client, table, waitKey(key))
    return wait?.approvalId
  }

  /** The approval's ID of this wait: `id`, unless somebody named one before. */
  const claimWait = async (key: WaitKey, id: string): Promise<string> => {
    const claimed = await putIfNew({ ...waitKey(key), approvalId: id })
    return claimed ? id : ((await approvalIdOf(key)) ?? id)
  }

  const openApproval: OpenApproval = async (key, fresh) => {
    const id = await claimWait(key, fresh.id)
    const { companyId, importId, round, step, userId } = key
    const whose = { companyId, importId, round, step, ...(userId === undefined ? {} : { userId }) }
    const opened: Approval = { ...whose, id, state: 'waiting', expiresAt: fresh.expiresAt }
    const lastWrite = randomUUID()
    const { taskToken } = fresh
    if (await putIfNew({ ...approvalKey(companyId, id), data: opened, taskToken, lastWrite })) {
      return { approval: opened, created: true }
    }
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const item = await read(companyId, id)
      if (item === undefined) break
      const present = toApproval(item)
      if (item.lastWrite === lastWrite) return { approval: present, created: true }
      const renewal = updateItem().set('taskToken', taskToken).expect('data.state', present.state)
      if (present.state === 'decided') {
        if (await update(companyId, id, renewal)) return { approval: present, created: false }
      } else {
        // Whoever opens a wait has a workflow that waits: one that was over (its execution died) waits anew.
        renewal.set('data.state', 'waiting').set('data.expiresAt', fresh.expiresAt)
        const renewed: Approval = { ...present, state: 'waiting', expiresAt: fresh.expiresAt }
        if (await update(companyId, id, renewal)) return { approval: renewed, created: false }
      }
    }
    throw new Error(`The approval ${id} could not be opened.`)
  }

  const getApproval: GetApproval = async (companyId, approvalId) => {
    const item = await read(companyId, approvalId)
    return item === undefined ? undefined : toApproval(item)
  }

  const findApproval: FindApproval = async (key) => {
    const approvalId = await approvalIdOf(key)
    return approvalId === undefined ? undefined : getApproval(key.companyId, approvalId)
  }

  /** Throws Problem `not-found` if there is no such approval, `invalid-request` if the answer is too large. */
  const decideApproval: DecideApproval = async (companyId, approvalId, { action, by, at, answer }) => {
    const lastWrite = randomUUID()
    const decision = updateItem()
      .set('data.state', 'decided')
      .set('data.action', action)
      .set('data.decidedBy', by)
      .set('data.decidedAt', at)
      .set('lastWrite', lastWrite)
      .expect('data.state', 'waiting')
    if (answer !== undefined) decision.set('answer', await packAnswer(answer))
    const won = await update(companyId, approvalId, decision)
    const item = await read(companyId, approvalId)
    if (item === undefined) throw new Problem('not-found', 'There is no such decision to make.')
    return { kind: won || item.lastWrite === lastWrite ? 'decided' : 'refused', approval: toApproval(item) }
  }

  const markNotified: MarkNotified = async (companyId, approvalId, at) => {
    await update(companyId, approvalId, updateItem().set('data.notifiedAt', at))
  }

  const closeApproval: CloseApproval = async (companyId, approvalId) => {
    await update(companyId, approvalId, updateItem().set('data.state', 'over').expect('data.state', 'waiting'))
  }

  const getAnswer: GetAnswer = async (companyId, approvalId) => {
    const item = await read(companyId, approvalId)
    return item?.answer === undefined ? undefined : unpackAnswer(item.answer)
  }

  const getTaskToken: GetTaskToken = async (companyId, approvalId) => {
    const item = await read(companyId, approvalId)
    return item?.taskToken
  }

  return {
    openApproval,
    getApproval,
    findApproval,
    decideApproval,
    markNotified,
    closeApproval,
    getAnswer,
    getTaskToken,
  }
}

import { randomUUID } from 'node:crypto'
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { normaliseEmail, type User } from '../../domain/companies.ts'
import type { FindUserByEmail, GetUser, ListUsers, PutUser, RemoveUser } from '../../ports/companies.ts'
import { getItem, held, type Item, type Key } from './client.ts'
import { companyPartition, emailKey, employeeNumberKey, userKey, USER_PREFIX } from './keys.ts'
import { queryAll } from './paging.ts'

const toUser = (item: Item): User => item.data

/** How often a change is tried again because the account changed between the look and the write. */
const ATTEMPTS = 10
/** How long a marker without its account counts as one that is just being created. No request lives half as long. */
const CLAIM_SECONDS = 60

interface Unique {
  readonly name: 'email' | 'employeeNumber'
  readonly key: Key
}

/** The values of an account that nobody else in the company may have, by the keys of their markers. */
function uniqueValues(companyId: string, user: Pick<User, 'email' | 'employeeNumber'>): Unique[] {
  const employeeNumber = user.employeeNumber?.trim() ?? ''
  const email: Unique = { name: 'email', key: emailKey(companyId, normaliseEmail(user.email)) }
  return employeeNumber === ''
    ? [email]
    : [email, { name: 'employeeNumber', key: employeeNumberKey(companyId, employeeNumber) }]
}

const isHeldBy = (companyId: string, user: User | undefined, value: Unique) =>
  user !== undefined && uniqueValues(companyId, user).some(({ key }) => key.sk === value.key.sk)

/**
 * Accounts in the state table. A marker item per e-mail and per employee number says whose it is: it is claimed before
 * the account is written and released after, so that every account in the table has its markers whatever is killed
 * between. A marker whose account does not hold the value is left from such a crash; after a minute another may have it.
 * Each claim has an ID of its own (`claim`), so that a late release never removes a newer claim.
 *
 * `clock` is in milliseconds.
 */
export function createUsers(client: DynamoDBDocumentClient, table: string, clock: () => number = Date.now) {
  const readAccount = (companyId: string, userId: string) => getItem(client, table, userKey(companyId, userId))

  const getUser: GetUser = async (companyId, userId) => {
    const item = await readAccount(companyId, userId)
    return item === undefined ? undefined : toUser(item)
  }

  const listUsers: ListUsers = (companyId) =>
    Array.fromAsync(queryAll(client, table, { pk: companyPartition(companyId), prefix: USER_PREFIX }), toUser)

  const findUserByEmail: FindUserByEmail = async (companyId, email) => {
    const normalised = normaliseEmail(email)
    if (normalised === '') return undefined
    const marker = await getItem(client, table, emailKey(companyId, normalised))
    const user = marker === undefined ? undefined : await getUser(companyId, String(marker.userId))
    return user !== undefined && normaliseEmail(user.email) === normalised ? user : undefined
  }

  /** Claims a value for a user; `false` if another account has it, or is just being given it. */
  const claim = async (companyId: string, userId: string, value: Unique): Promise<boolean> => {
    const put = (seen: string | undefined) =>
      held(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...value.key, userId, claim: randomUUID(), at: clock() },
            ConditionExpression: `attribute_not_exists(pk) OR userId = :user${seen === undefined ? '' : ' OR claim = :seen'}`,
            ExpressionAttributeValues: { ':user': userId, ...(seen === undefined ? {} : { ':seen': seen }) },
          }),
        ),
      )
    if (await put(undefined)) return true
    const marker = await getItem(client, table, value.key)
    if (marker === undefined) return put(undefined)
    if (clock() - Number(marker.at) < CLAIM_SECONDS * 1000) return false
    const holder = await getUser(companyId, String(marker.userId))
    return isHeldBy(companyId, holder, value) ? false : put(String(marker.claim))
  }

  /** The present claims of a user on these values: what a release may remove later. */
  const claimsOf = async (userId: string, values: readonly Unique[]): Promise<{ key: Key; claim: string }[]> => {
    const claims = []
    for (const { key } of values) {
      const marker = await getItem(client, table, key)
      if (marker?.userId === userId) claims.push({ key, claim: String(marker.claim) })
    }
    return claims
  }

  const release = async (claims: readonly { key: Key; claim: string }[]) => {
    for (const { key, claim } of claims) {
      const condition = { ConditionExpression: 'claim = :claim', ExpressionAttributeValues: { ':claim': claim } }
      await held(client.send(new DeleteCommand({ TableName: table, Key: key, ...condition })))
    }
  }

  const unchangedSince = (seen: Item | undefined) =>
    seen === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'lastWrite = :seen', ExpressionAttributeValues: { ':seen': seen.lastWrite } }

  /** What the account is before is read here: a release is decided on what stands in the table, not on what a caller saw. */
  const putUser: PutUser = async (companyId, user) => {
    const key = userKey(companyId, user.id)
    const wanted = uniqueValues(companyId, user)
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const seen = await readAccount(companyId, user.id)
      const before = seen === undefined ? [] : uniqueValues(companyId, toUser(seen))
      const outdated = await claimsOf(
        user.id,
        before.filter(({ key: old }) => !wanted.some((value) => value.key.sk === old.sk)),
      )
      const claimed: Unique[] = []
      for (const value of wanted) {
        if (await claim(companyId, user.id, value)) {
          if (!before.some(({ key: old }) => old.sk === value.key.sk)) claimed.push(value)
          continue
        }
        await release(await claimsOf(user.id, claimed))
        return { taken: value.name }
      }
      const lastWrite = randomUUID()
      const put = new PutCommand({ TableName: table, Item: { ...key, data: user, lastWrite }, ...unchangedSince(seen) })
      if ((await held(client.send(put))) || (await readAccount(companyId, user.id))?.lastWrite === lastWrite) {
        await release(outdated)
        return 'written'
      }
    }
    throw new Error(`The account ${user.id} is being changed by too many at once.`)
  }

  const removeUser: RemoveUser = async (companyId, user) => {
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const seen = await readAccount(companyId, user.id)
      const values = uniqueValues(companyId, seen === undefined ? user : toUser(seen))
      const claims = await claimsOf(user.id, values)
      if (seen !== undefined) {
        const key = userKey(companyId, user.id)
        if (!(await held(client.send(new DeleteCommand({ TableName: table, Key: key, ...unchangedSince(seen) })))))
          continue
      }
      await release(claims)
      return
    }
    throw new Error(`The account ${user.id} is being changed by too many at once.`)
  }

  return { getUser, listUsers, findUserByEmail, putUser, removeUser }
}

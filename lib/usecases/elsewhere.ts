import pMap from 'p-map'
import { customerDirectoryKey, manifestKey } from '../contracts/keys.ts'
import { reaches, type User } from '../domain/companies.ts'
import type { Transfer } from '../domain/configuration.ts'
import type { Import } from '../domain/imports.ts'
import type { Leaving } from '../domain/guard.ts'
import { identifiersNotFound, recordNamer } from '../domain/planning.ts'
import type { PlanInput } from '../domain/planning/input.ts'
import type { Candidate, Elsewhere } from '../domain/planning/elsewhere.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { MusterRecord, StoredRecord } from '../domain/records.ts'
import type { Manifest } from '../domain/restore-points.ts'
import type { Ports } from '../ports/ports.ts'
import { readStored, stored } from './stored.ts'

export type ElsewhereDeps = Pick<
  Ports,
  'readJson' | 'hashObject' | 'readLines' | 'writeLines' | 'readRecords' | 'getRecord' | 'listUsers' | 'getUser'
>

/** One customer of the company when the import began: where to look for it. */
interface DirectoryLine {
  readonly userId: string
  readonly email: string
  readonly id: string
  readonly externalId?: string
}

const READS_AT_ONCE = 16

/**
 * What other users have of the customers that rows of this user name and the user has not. Which those are is what the
 * restore point before this import says, so that neither the order of users nor what this import writes makes a
 * difference; how they are is read now.
 */
export async function findElsewhereOf(
  deps: ElsewhereDeps,
  item: Import,
  userId: string,
  input: PlanInput,
  keys: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): Promise<{ elsewhere?: Elsewhere; sources: readonly Leaving[] }> {
  const { transfer } = input.configuration
  if (transfer === undefined || transfer.mode === 'none') return { sources: [] }
  const counter = countLeaving(recordNamer(input), keys ?? new Map())
  const named = await namedBy(deps, item, userId, identifiersNotFound(input), counter.add)
  const sources = counter.counted()
  if (named.length === 0) return { elsewhere: { candidates: [], gone: [], takenExternalIds: new Set() }, sources }
  const [accounts, actor] = await Promise.all([
    deps.listUsers(item.companyId),
    deps.getUser(item.companyId, item.startedBy.userId),
  ])
  const present = new Map(accounts.map((account) => [account.id, account]))
  const found = await pMap(
    named,
    async (line) => ({ line, record: await deps.getRecord(item.companyId, line.userId, 'customers', line.id) }),
    { concurrency: READS_AT_ONCE },
  )
  const here = found.flatMap(({ line, record }) =>
    record === undefined || record.deleted !== undefined ? [] : [{ line, record }],
  )
  const companions = await companionsOf(deps, item.companyId, here, transfer)
  const candidates = here.map(({ line, record }): Candidate => ({
    source: { userId: line.userId, email: line.email },
    withinReach: isWithinReach(actor, present.get(line.userId)),
    record,
    companions: companions.get(record.id) ?? [],
  }))
  const gone = found.filter(({ record }) => record === undefined || record.deleted !== undefined)
  const elsewhere = {
    candidates,
    gone: gone.map(({ line }) => ({ ...line, withinReach: isWithinReach(actor, present.get(line.userId)) })),
    takenExternalIds: await takenExternalIds(deps, item.companyId, userId, transfer),
  }
  return { elsewhere, sources }
}

/** Counts, customer by customer, how many each user has and how many of them only rows of other users name. */
function countLeaving(
  keysOf: ReturnType<typeof recordNamer>,
  keys: ReadonlyMap<string, ReadonlySet<string>>,
): { add: (line: DirectoryLine) => void; counted: () => Leaving[] } {
  const holders = new Map<string, number>()
  for (const ofUser of keys.values()) for (const key of ofUser) holders.set(key, (holders.get(key) ?? 0) + 1)
  const counts = new Map<string, { userId: string; email: string; customers: number; leaving: number }>()
  return {
    add({ userId, email, id, externalId }) {
      const count = counts.get(userId) ?? { userId, email, customers: 0, leaving: 0 }
      const names = keysOf({ id, fields: externalId === undefined ? {} : { externalId } })
      const isKept = names.some((key) => keys.get(userId)?.has(key) === true)
      const isWanted = names.some((key) => holders.has(key))
      count.customers += 1
      if (isWanted && !isKept) count.leaving += 1
      counts.set(userId, count)
    },
    counted: () => [...counts.values()],
  }
}

function isWithinReach(actor: User | undefined, account: User | undefined): boolean {
  return actor !== undefined && (actor.level === 'administrator' || (account !== undefined && reaches(actor, account)))
}

/** The lines of the directory that these identifiers name, of other users only. `look` sees every line on the way. */
async function namedBy(
  deps: ElsewhereDeps,
  item: Import,
  userId: string,
  identifiers: ReturnType<typeof identifiersNotFound>,
  look: (line: DirectoryLine) => void,
): Promise<DirectoryLine[]> {
  if (identifiers.length === 0) return []
  const externalIds = new Set(identifiers.flatMap(({ externalId }) => externalId ?? []))
  const ids = new Set(identifiers.flatMap(({ id }) => id ?? []))
  const lines: DirectoryLine[] = []
  for await (const read of directoryOf(deps, item)) {
    const isNamed = ids.has(read.id) || (read.externalId !== undefined && externalIds.has(read.externalId))
    if (isNamed && read.userId !== userId) lines.push(read)
    look(read)
  }
  return lines
}

/** Every customer of the company as it was when the import began; made from the restore point by the first user who asks. */
async function* directoryOf(deps: ElsewhereDeps, item: Import): AsyncGenerator<DirectoryLine, void, undefined> {
  const key = customerDirectoryKey(item.companyId, item.id)
  if ((await deps.hashObject(key)) === undefined) await deps.writeLines(key, customersOfPoint(deps, item))
  for await (const line of deps.readLines(key)) yield stored<DirectoryLine>(line)
}

async function* customersOfPoint(deps: ElsewhereDeps, item: Import): AsyncGenerator<DirectoryLine, void, undefined> {
  if (item.restorePointId === undefined) throw new Error(`The import ${item.id} has no restore point yet.`)
  const manifest = await readStored<Manifest>(deps, manifestKey(item.companyId, item.restorePointId))
  for (const { userId, email, key } of manifest.users) {
    for await (const line of deps.readLines(key)) {
      const { type, id, fields, deleted } = stored<MusterRecord>(line)
      if (type !== 'customers' || deleted !== undefined) continue
      const { externalId } = fields
      yield { userId, email, id, ...(typeof externalId === 'string' ? { externalId } : {}) }
    }
  }
}

function companionTypes(transfer: Transfer): RecordTypeName[] {
  return (['appointments', 'tasks', 'reports'] as const).filter((type) => transfer[type])
}

/** Appointments, tasks and reports of these customers, by the customer's ID. */
async function companionsOf(
  { readRecords }: ElsewhereDeps,
  companyId: string,
  customers: readonly { readonly line: DirectoryLine; readonly record: StoredRecord }[],
  transfer: Transfer,
): Promise<ReadonlyMap<string, readonly StoredRecord[]>> {
  const companions = new Map<string, StoredRecord[]>(customers.map(({ record }) => [record.id, []]))
  for (const userId of new Set(customers.map(({ line }) => line.userId))) {
    for (const type of companionTypes(transfer)) {
      for await (const record of readRecords(companyId, userId, type)) {
        if (record.deleted === undefined) companions.get(String(record.fields['customer']))?.push(record)
      }
    }
  }
  return companions
}

async function takenExternalIds(
  { readRecords }: ElsewhereDeps,
  companyId: string,
  userId: string,
  transfer: Transfer,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>()
  for (const type of companionTypes(transfer)) {
    for await (const { fields } of readRecords(companyId, userId, type)) {
      if (typeof fields['externalId'] === 'string') taken.add(`${type}/${fields['externalId']}`)
    }
  }
  return taken
}

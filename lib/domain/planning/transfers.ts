import { withoutEtag } from '../equality.ts'
import type { Reason } from '../outcomes.ts'
import type { PlanEntry, TransferOperation } from '../plans.ts'
import { recordTitle } from '../records.ts'
import type { MusterRecord, StoredRecord } from '../records.ts'
import type { Change } from './changes.ts'
import type { Desk } from './desk.ts'
import type { Candidate } from './elsewhere.ts'
import type { PlanInput } from './input.ts'
import { externalIdOf, recordKeys } from './keys.ts'

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly candidate: Candidate }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

const refused = (code: string, message: string): Found => ({ kind: 'refused', code, message })

/** The one customer of another user that has this key. Nothing is guessed: of two, none is taken. */
export function findElsewhere(desk: Desk, key: string): Found {
  const { input, candidates, gone } = desk
  const found = candidates.get(key) ?? []
  const [candidate] = found
  if (candidate === undefined) {
    const [lost] = gone.get(key) ?? []
    if (lost === undefined) return { kind: 'none' }
    const who = lost.withinReach ? lost.email : 'Another user'
    const message = `${who} had this customer when the import began and has it no more; import the row again to create it.`
    return refused('transfer-source-gone', message)
  }
  if (found.length > 1) {
    return refused('several-matches', `${usersOf(found)} have this customer; which one is meant cannot be said.`)
  }
  if (!candidate.withinReach) {
    return refused(
      'transfer-not-permitted',
      'A user outside your groups has this customer; an administrator can move it.',
    )
  }
  const { source } = candidate
  // Moved, it would come back by the row of its own user the next time, or at once, as the order of users has it.
  if (input.configuration.transfer?.mode === 'move' && isNamedAtSource(desk, candidate)) {
    const message = `${source.email} has this customer, and a row of the file for it too; it stays there. Leave the row only at the user who is to have it.`
    return refused('transfer-owner-in-file', message)
  }
  return { kind: 'found', candidate }
}

/** Whether the user who has a customer has a row for it in the file, by whichever of its keys. */
function isNamedAtSource({ input, keys }: Desk, { source, record }: Candidate): boolean {
  const named = input.keysOfOthers?.get(source.userId)
  const fields = keys.map(({ field }) => field)
  return named !== undefined && recordKeys(record, fields).some((key) => named.has(key))
}

/** Names of those who have a customer; whoever is out of reach of who imports is only counted. */
function usersOf(candidates: readonly Candidate[]): string {
  const named = candidates.filter(({ withinReach }) => withinReach).map(({ source }) => source.email)
  const others = candidates.length - named.length
  const rest = others === 0 ? [] : [others === 1 ? 'a user outside your groups' : `${others} users outside your groups`]
  return [...named, ...rest].join(', ')
}

/** The state of a record in its new account: moved, it stays itself; copied, it is a new one. */
function arrived(input: PlanInput, before: StoredRecord, row: number | null, copyId: string): MusterRecord {
  const { author, now, importId, configuration } = input
  const written = { updatedAt: now, updatedBy: author, lastImport: { importId, row } }
  const record = withoutEtag(before)
  return configuration.transfer?.mode === 'copy'
    ? { ...record, ...written, id: copyId, version: 1, createdAt: now, createdBy: author }
    : { ...record, ...written, version: before.version + 1 }
}

function transferOf(
  input: PlanInput,
  { source }: Candidate,
  before: StoredRecord,
  after: MusterRecord,
  changed: readonly string[],
): TransferOperation {
  const how = input.configuration.transfer?.mode === 'copy' ? 'copy' : 'move'
  return { kind: 'transfer', how, from: source, before, after, changed }
}

/** The row brings a customer over from another user, and then changes it as its cells say. */
export function transfer(input: PlanInput, candidate: Candidate, row: number, { fields, changed }: Change): PlanEntry {
  const { record: before } = candidate
  const after = { ...arrived(input, before, row, input.newRecordId(row)), fields }
  const operation = transferOf(input, candidate, before, after, changed)
  const left = candidate.companions.filter((companion) => isTaken(input, companion))
  const reasons = left.map((companion): Reason => {
    const externalId = externalIdOf(companion) ?? ''
    const message = `"${recordTitle(companion)}" of ${companion.type} stays with ${candidate.source.email}: this user has the external ID "${externalId}" already.`
    return { code: 'left-behind', message, value: externalId }
  })
  return {
    row,
    outcome: 'transferred',
    title: recordTitle(after),
    operation,
    ...(reasons.length === 0 ? {} : { reasons }),
  }
}

const isTaken = ({ elsewhere }: PlanInput, { type, ...record }: StoredRecord): boolean => {
  const externalId = externalIdOf(record)
  return externalId !== null && elsewhere?.takenExternalIds.has(`${type}/${externalId}`) === true
}

/** What comes along with a customer: its appointments, tasks and reports, pointing to it where it is then. */
export function companionsOf(input: PlanInput, candidate: Candidate, { row, operation }: PlanEntry): PlanEntry[] {
  if (row === null || operation === undefined) return []
  return candidate.companions
    .filter((companion) => !isTaken(input, companion))
    .map((before) => {
      const moved = arrived(input, before, null, `${input.newRecordId(row)}-${before.id}`)
      const after = { ...moved, fields: { ...moved.fields, customer: operation.after.id } }
      const title = recordTitle(after)
      return {
        row: null,
        of: row,
        outcome: 'related',
        title,
        operation: transferOf(input, candidate, before, after, []),
      }
    })
}

import { Problem } from '../domain/problems.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { Author, StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { reachableUser, type Caller } from './access.ts'
import { duplicateExternalId, othersWithExternalId } from './external-ids.ts'
import { enterFields, resolverFor, type FieldChanges } from './record-fields.ts'
import { recordTypeOf } from './record-type-of.ts'

type Deps = Pick<Ports, 'getUser' | 'getCustomFields' | 'readRecords' | 'writeRecord' | 'newId' | 'now'>
type Args = Caller & {
  readonly path: { readonly userId: string; readonly type: RecordTypeName }
  readonly body: { readonly fields: FieldChanges }
}

/**
 * Enters a record for a user within reach.
 * @throws Problem `not-found` for the user, `invalid-request` naming each wrong field, `duplicate-key` for an external ID in use
 */
export const createRecord =
  (deps: Deps) =>
  async ({ actor, company, path: { userId, type: name }, body }: Args): Promise<StoredRecord> => {
    const user = await reachableUser(deps, { actor, company }, userId)
    const type = await recordTypeOf(deps, company.id, name)
    const at = { companyId: company.id, userId: user.id, type: name }
    const resolve = await resolverFor(deps, company.id, user.id, type, body.fields)
    const by: Author = { kind: 'user', id: actor.id }
    const now = deps.now()
    const record: StoredRecord = {
      id: deps.newId(),
      type: name,
      version: 1,
      fields: enterFields(type, undefined, body.fields, resolve),
      createdAt: now,
      createdBy: by,
      updatedAt: now,
      updatedBy: by,
      etag: deps.newId(),
    }
    const holder = await othersWithExternalId(deps, at, record)
    if (holder !== undefined) throw duplicateExternalId(holder)
    const written = await deps.writeRecord(company.id, user.id, { kind: 'put', record, expect: 'absent' })
    if (written.kind === 'changed') throw new Error(`A new record's id ${record.id} was in use`)

    // An import may have written the same ID since it was looked for; it did so first, and ours goes again.
    const rival = await othersWithExternalId(deps, at, record)
    if (rival === undefined) return record
    const removed = await deps.writeRecord(company.id, user.id, {
      kind: 'remove',
      record,
      expect: { etag: record.etag },
    })
    if (removed.kind === 'written' || removed.current === undefined) throw duplicateExternalId(rival)
    throw new Problem(
      'record-changed',
      `The record was entered, and changed by somebody else at once; record ${rival.id} has the same external ID.`,
      {
        advice: 'Look at both records and delete one.',
        details: { recordIds: [record.id, rival.id] },
      },
    )
  }

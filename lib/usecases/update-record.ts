import { changedFields } from '../domain/planning/changes.ts'
import { visibleFields } from '../domain/record-types/custom-fields.ts'
import type { StoredRecord } from '../domain/records.ts'
import type { Ports } from '../ports/ports.ts'
import { changeRecord, nextState, type ChangeDeps } from './change-record.ts'
import { duplicateExternalId, othersWithExternalId } from './external-ids.ts'
import type { RecordArgs } from './get-record.ts'
import { enterFields, resolverFor, type FieldChanges } from './record-fields.ts'
import { recordTypeOf } from './record-type-of.ts'

type Deps = ChangeDeps & Pick<Ports, 'getCustomFields' | 'readRecords'>
type Args = RecordArgs & { readonly body: { readonly fields: FieldChanges; readonly version?: number | undefined } }

/**
 * Changes the fields that are given. Values that are there already change nothing, not even the version.
 * @throws Problem `not-found`, `invalid-request` naming each wrong field, `duplicate-key`, and `record-changed` if the
 *   record has another version than the one given
 */
export const updateRecord =
  (deps: Deps) =>
  async (args: Args): Promise<StoredRecord> => {
    const {
      company,
      body,
      path: { userId, type: name },
    } = args
    const type = await recordTypeOf(deps, company.id, name)
    const at = { companyId: company.id, userId, type: name }
    const { before, after } = await changeRecord(deps, args, body.version, async (present) => {
      const resolve = await resolverFor(deps, company.id, userId, type, body.fields)
      const fields = enterFields(type, present.fields, body.fields, resolve)
      const changed = changedFields(present.fields, fields)
      if (changed.length === 0) return undefined
      const next = nextState(deps, args, present, { fields })
      const holder = changed.includes('externalId') ? await othersWithExternalId(deps, at, next) : undefined
      if (holder !== undefined) throw duplicateExternalId(holder)
      return next
    })
    const shown = { ...after, fields: visibleFields(type, after.fields) }
    if (!changedFields(before.fields, after.fields).includes('externalId')) return shown

    // As with a new record: an import may have written the same ID meanwhile. Then the change is taken back.
    const rival = await othersWithExternalId(deps, at, after)
    if (rival === undefined) return shown
    await deps.writeRecord(company.id, userId, {
      kind: 'put',
      record: nextState(deps, args, after, { fields: before.fields }),
      expect: { etag: after.etag },
    })
    throw duplicateExternalId(rival)
  }

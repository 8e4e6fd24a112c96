import { sameData } from '../domain/equality.ts'
import { Problem } from '../domain/problems.ts'
import { recordType } from '../domain/record-types/catalogue.ts'
import { changeCustomFields, withLabelTimes, type GivenField } from '../domain/record-types/custom-field-changes.ts'
import type { CustomFieldSet } from '../domain/record-types/custom-fields.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { Ports } from '../ports/ports.ts'
import { requireAdministrator, type Caller } from './access.ts'

type Deps = Pick<Ports, 'getCustomFields' | 'putCustomFields' | 'getLockOwner' | 'getImport' | 'now'>
type Args = Caller & {
  readonly path: { readonly type: RecordTypeName }
  readonly body: { readonly fields: readonly GivenField[]; readonly revision?: number | undefined }
}

/**
 * Makes the given list the company's custom fields of a record type. A list that is theirs already changes nothing,
 * whichever revision it was made from: the answer to the first request may have been lost.
 * @throws Problem `not-permitted`, `invalid-request` with a place for everything that is wrong, `record-changed` if
 *   somebody else changed them since the revision given, `company-busy` if an import needs a field that is to go
 */
export const putCustomFields =
  (deps: Deps) =>
  async ({ actor, company, path: { type }, body }: Args): Promise<CustomFieldSet> => {
    requireAdministrator(actor)
    const before = await deps.getCustomFields(company.id, type)
    const { fields: named, removed, problems } = changeCustomFields(recordType(type), before, body.fields)
    const fields = withLabelTimes(named, before.fields, deps.now())
    if (sameData(fields, before.fields)) return before
    if (body.revision !== undefined && body.revision !== before.revision) throw changedMeanwhile(before, body.revision)
    if (problems.length > 0) throw invalid(problems)
    const names = new Set(fields.map(({ name }) => name))
    if (before.fields.some(({ name }) => !names.has(name))) await refuseDuringImport(deps, company.id, type)
    const after: CustomFieldSet = { revision: before.revision + 1, fields, removed }
    if (await deps.putCustomFields(company.id, type, after, before.revision)) return after
    throw changedMeanwhile(await deps.getCustomFields(company.id, type), before.revision)
  }

function invalid(problems: readonly { readonly pointer?: string }[]): Problem {
  return new Problem('invalid-request', 'The custom fields cannot be like this; nothing was changed.', {
    advice: 'Correct the places named and send the whole list again.',
    places: problems.map(({ pointer = '', ...rest }) => ({ pointer: `/body${pointer}`, ...rest })),
  })
}

function changedMeanwhile({ revision }: CustomFieldSet, given: number): Problem {
  return new Problem('record-changed', `Somebody else changed the custom fields: they have revision ${revision} now.`, {
    advice: 'Read them again (GET /record-types, muster fields list) and repeat the change.',
    details: { revision, given },
  })
}

/** What an import was set to fill and has shown in previews must be there until it ends. */
async function refuseDuringImport(deps: Deps, companyId: string, type: RecordTypeName): Promise<void> {
  const owner = await deps.getLockOwner(companyId)
  if (owner?.kind !== 'import') return
  const item = await deps.getImport(companyId, owner.id)
  if (item?.recordType !== type) return
  throw new Problem('company-busy', `An import of ${type} by ${owner.by.name} has been running since ${owner.since}.`, {
    advice: `Fields can be added and renamed meanwhile. To remove one, finish or cancel it (muster imports show ${owner.id}).`,
    details: { kind: owner.kind, id: owner.id, by: owner.by, since: owner.since },
  })
}

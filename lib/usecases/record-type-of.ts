import { recordType } from '../domain/record-types/catalogue.ts'
import { withCustomFields } from '../domain/record-types/custom-fields.ts'
import type { RecordType, RecordTypeName } from '../domain/record-types/types.ts'
import type { Ports } from '../ports/ports.ts'

/** A record type as this company uses it: Muster's fields, and behind them the company's own. */
export async function recordTypeOf(
  { getCustomFields }: Pick<Ports, 'getCustomFields'>,
  companyId: string,
  name: RecordTypeName,
): Promise<RecordType> {
  return withCustomFields(recordType(name), (await getCustomFields(companyId, name)).fields)
}

import { createSearch } from '../domain/search.ts'
import { recordTitle, type MusterRecord } from '../domain/records.ts'

/** Records that are read at once where few of them may be wanted: a query of the store gives at most 1 MB. */
export const SEARCHED_AT_ONCE = 1000

/** Whether a record is one that is searched for: by its ID, its title, or any value of the fields it is shown with. */
export function searchOf(search: string): (record: Pick<MusterRecord, 'id' | 'fields'>) => boolean {
  const contains = createSearch(search)
  return (record) => contains([record.id, recordTitle(record), ...Object.values(record.fields).flat()])
}

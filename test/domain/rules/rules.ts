import { expect, it } from '@jest/globals'
import type { Cell } from '../../../lib/domain/cells.ts'
import type { ImportConfiguration, ImportMode } from '../../../lib/domain/configuration.ts'
import type { RecordTypeName } from '../../../lib/domain/record-types/types.ts'
import type { Fields, StoredRecord } from '../../../lib/domain/records.ts'
import { apply, BINNED, outline, planOf, stored } from '../support.ts'

type Records = Readonly<Record<string, Fields>>

/** One example of a rule: settings, records before, rows, and what comes of them. The rule itself is its name. */
export interface Example {
  /** Columns and what is done with them, as `mapping()` in support.ts reads it. */
  readonly fields: string
  readonly mode?: ImportMode
  readonly type?: RecordTypeName
  readonly settings?: Partial<ImportConfiguration>
  /** The user's records of the type by their ID, and those in the recycle bin. */
  readonly before?: Records
  readonly bin?: Records
  /** The user's customers, for references. */
  readonly customers?: Records
  readonly rows: readonly (readonly Cell[])[]
  /** Rows of the file that belong to nobody. */
  readonly unassigned?: readonly (readonly Cell[])[]
  /** One line an entry: row, outcome, codes of the reasons. */
  readonly outcome: readonly string[]
  /** The user's records afterwards, whole, without the recycle bin; of new ones the ID is `new-` and the row. */
  readonly after?: Records
  /** IDs in the recycle bin afterwards. */
  readonly binAfter?: readonly string[]
}

const make = (type: RecordTypeName, records: Records = {}, more: Partial<StoredRecord> = {}): StoredRecord[] =>
  Object.entries(records).map(([id, fields]) => stored(id, fields, { type, ...more }))

function check(example: Example): void {
  const { fields, type = 'customers', mode, settings, rows, unassigned } = example
  const records = [...make(type, example.before), ...make(type, example.bin, BINNED)]
  const plan = planOf(fields, {
    type,
    rows,
    records,
    customers: make('customers', example.customers),
    ...(mode === undefined ? {} : { mode }),
    ...(settings === undefined ? {} : { settings }),
    ...(unassigned === undefined ? {} : { unassigned }),
  })
  expect(outline(plan)).toEqual(example.outcome)
  const after = apply(
    records,
    // What is changed beside the rows lies with another record type.
    { ...plan, entries: plan.entries.filter(({ outcome }) => outcome !== 'related') },
  )
  const living = after.filter(({ deleted }) => deleted === undefined)
  if (example.after !== undefined)
    expect(Object.fromEntries(living.map((record) => [record.id, record.fields]))).toEqual(example.after)
  if (example.binAfter !== undefined)
    expect(after.filter(({ deleted }) => deleted !== undefined).map(({ id }) => id)).toEqual(example.binAfter)
}

/** Tests each rule by its example. */
export function hold(rules: Readonly<Record<string, Example>>): void {
  it.each(Object.entries(rules))('%s', (_rule, example) => {
    check(example)
  })
}

export const ALT: Fields = { externalId: 'K-1', name: 'Alt', zip: '06108', city: 'Halle' }
export const NEU: Fields = { externalId: 'K-2', name: 'Neu', zip: '8001', city: 'Zürich' }
export const ALT_ROW: readonly Cell[] = ['K-1', 'Alt', '06108', 'Halle']
export const NEU_ROW: readonly Cell[] = ['K-2', 'Neu', '8001', 'Zürich']

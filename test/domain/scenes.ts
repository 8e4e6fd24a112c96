import fc from 'fast-check'
import type { Cell } from '../../lib/domain/cells.ts'
import type { EmptyCellPolicy, FieldMapping, ImportMode, UpdateBehaviour } from '../../lib/domain/configuration.ts'
import { plan } from '../../lib/domain/planning.ts'
import type { Plan } from '../../lib/domain/plans.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import type { ModelScene } from './reference-model.ts'
import { BINNED, planInput, stored } from './support.ts'

/** Cells of each field: few, so that rows meet each other and the records; some are wrong on purpose. */
export const CELLS: Readonly<Record<string, readonly Cell[]>> = {
  id: ['r-0', 'r-1', 'r-4', 'nobody', null],
  externalId: ['K-1', 'K-2', 'K-3', 'k-1', 5, 'K 1', '-', null, { error: '#N/A' }],
  name: ['A', 'a ', 'B', 'a  b', 'A B', '-', null],
  zip: ['1', 1, '2', '-', null],
  city: ['X', 'Y', 'old', '-', null],
  street: ['Weg 1', 'Weg 2', '-', 'n/a', ' ', null, { error: '#REF!' }],
  email: ['a@b.example', 'A@B.example', 'c@d.example', 'nobody', '-', null],
  callIntervalDays: [0, 7, '14', 5, 'monthly', '-', null],
  lastCall: ['2026-01-01', '2026-03-01', '2026-06-01', 'soon', '-', null],
}
const REPLACEMENTS = [
  { from: 'N/A', to: '' },
  { from: 'old', to: 'X' },
  { from: 'monthly', to: '30' },
  { from: 'soon', to: '-' },
  { from: '#REF!', to: 'Weg 1' },
]
const KEYS = [
  ['id'],
  ['id', 'externalId'],
  ['externalId'],
  ['name'],
  ['email'],
  ['name', 'zip'],
  ['externalId', 'name'],
  ['name', 'zip', 'city'],
  ['name', 'street', 'zip'],
]

function mappingOf(field: string): fc.Arbitrary<FieldMapping> {
  const updates: UpdateBehaviour[] = ['overwrite', 'overwrite', 'keep']
  return fc.record({
    column: fc.constant(field),
    field: fc.constant(field),
    update: fc.constantFrom(...updates, ...(field === 'lastCall' ? (['overwrite-if-newer'] as const) : [])),
    empty: fc.constantFrom<EmptyCellPolicy>('keep', 'clear', { token: '-' }),
    replacements: fc.constantFrom([], REPLACEMENTS),
  })
}

const mapping: fc.Arbitrary<readonly FieldMapping[]> = fc
  .tuple(fc.constantFrom(...KEYS), fc.subarray(Object.keys(CELLS).slice(1), { minLength: 3 }))
  .chain(([keys, others]) =>
    fc
      .tuple(...[...new Set([...keys, ...others])].map(mappingOf))
      .map((entries) =>
        entries.map((entry) =>
          keys.includes(entry.field) ? { ...entry, update: 'key' as const, empty: 'keep' as const } : entry,
        ),
      ),
  )
/** The system's ID is never imported into new records. */
const withoutId = (entries: readonly FieldMapping[]) => entries.filter(({ field }) => field !== 'id')

/** Of which some have no key at all: those can only create. */
export const settings = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ mapping, mode: fc.constantFrom<ImportMode>('create', 'update', 'update-and-delete') })
      .map((some) => (some.mode === 'create' ? { ...some, mapping: withoutId(some.mapping) } : some)),
  },
  {
    weight: 1,
    arbitrary: mapping.map((entries) => ({
      mode: 'create' as const,
      mapping: withoutId(entries).map((entry) =>
        entry.update === 'key' ? { ...entry, update: 'overwrite' as const } : entry,
      ),
    })),
  },
)

export const customers: fc.Arbitrary<StoredRecord[]> = fc
  .uniqueArray(
    fc.record({
      externalId: fc.constantFrom('K-1', 'K-2', 'K-3', '5', undefined),
      name: fc.constantFrom('A', 'B', 'A b'),
      zip: fc.constantFrom('1', '2'),
      city: fc.constantFrom('X', 'Y'),
      street: fc.constantFrom('Weg 1', undefined),
      email: fc.constantFrom('A@b.example', 'c@d.example', undefined),
      lastCall: fc.constantFrom('2026-03-01', undefined),
      note: fc.constantFrom('never mapped', undefined),
      binned: fc.boolean(),
    }),
    { maxLength: 5, selector: ({ externalId }) => externalId ?? {} },
  )
  .map((entries) =>
    entries.map(({ binned, ...fields }, index) => {
      const filled = Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
      )
      return stored(`r-${index}`, filled, binned ? BINNED : {})
    }),
  )

/** A user's records, the rows of a file, and settings for them, made to collide. */
export const scene: fc.Arbitrary<ModelScene> = fc.tuple(settings, customers).chain(([some, before]) => {
  const row = fc.tuple(...some.mapping.map(({ field }) => fc.constantFrom(...(CELLS[field] ?? []))))
  return fc.record({
    mode: fc.constant(some.mode),
    mapping: fc.constant(some.mapping),
    records: fc.constant(before),
    rows: fc.array(row, { maxLength: 5 }),
    unassigned: fc.array(row, { maxLength: 1 }),
  })
})

/** The plan of a scene. */
export function planned({ mapping: entries, mode, records: before, rows, unassigned = [] }: ModelScene): Plan {
  const input = planInput('name', { rows, records: before, mode, unassigned })
  return plan({
    ...input,
    configuration: { ...input.configuration, mapping: entries },
    columns: entries.map(({ column }) => column),
  })
}

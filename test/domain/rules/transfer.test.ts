import { describe, expect, it } from '@jest/globals'
import type { Transfer } from '../../../lib/domain/configuration.ts'
import type { Candidate, Elsewhere } from '../../../lib/domain/planning/elsewhere.ts'
import type { Fields, StoredRecord } from '../../../lib/domain/records.ts'
import { BINNED, outline, planOf, stored } from '../support.ts'
import { ALT, ALT_ROW } from './rules.ts'

interface Rule {
  readonly mode: Transfer['mode']
  readonly fields?: string
  readonly row?: readonly (string | number | null)[]
  /** What the user has already. */
  readonly own?: readonly StoredRecord[]
  /** Customers of other users; the first is Berta's. */
  readonly others?: readonly StoredRecord[]
  readonly companions?: readonly StoredRecord[]
  readonly outcome: readonly string[]
  /** Fields of what is written, in the order of the entries. */
  readonly writes?: readonly Fields[]
}

const THERE = { ...ALT, note: 'since 1998', street: 'Weg 1' }
const K1 = stored('c-1', THERE)
const VISIT = stored('v-1', { subject: 'Visit', customer: 'c-1' }, { type: 'appointments' })
const TASK = stored('t-1', { subject: 'Call', customer: 'c-1' }, { type: 'tasks' })

function elsewhere(others: readonly StoredRecord[], companions: readonly StoredRecord[]): Elsewhere {
  const candidates = others.map((record, index): Candidate => {
    const userId = ['berta', 'carl'][index] ?? ''
    return { source: { userId, email: `${userId}@nordwind.example` }, withinReach: true, record, companions }
  })
  return { candidates, gone: [], takenExternalIds: new Set() }
}

function planned({
  mode,
  fields = 'externalId! name zip city',
  row = ALT_ROW as string[],
  own = [],
  others = [K1],
  companions = [],
}: Rule) {
  // prettier-ignore
  const transfer = { mode, appointments: true, tasks: true, reports: true }
  const found = mode === 'none' ? undefined : elsewhere(others, companions)
  return planOf(fields, { rows: [row], records: own, settings: { transfer }, elsewhere: found })
}

const RULES: Readonly<Record<string, Rule>> = {
  'none creates a customer that another user has': { mode: 'none', outcome: ['2 created'], writes: [ALT] },
  'move takes it from the other user, with all it holds, and updates it': {
    mode: 'move',
    row: ['K-1', 'Neu', '06108', 'Halle'],
    outcome: ['2 transferred'],
    writes: [{ ...THERE, name: 'Neu' }],
  },
  'copy makes another of it, with all it holds, and updates that': {
    mode: 'copy',
    row: ['K-1', 'Neu', '06108', 'Halle'],
    outcome: ['2 transferred'],
    writes: [{ ...THERE, name: 'Neu' }],
  },
  'move creates a customer that nobody has': { mode: 'move', others: [], outcome: ['2 created'], writes: [ALT] },
  'move looks elsewhere only for what the user does not have': {
    mode: 'move',
    own: [stored('own', ALT)],
    outcome: ['2 unchanged'],
  },
  'move prefers the user’s own recycle bin': {
    mode: 'move',
    own: [stored('own', ALT, BINNED)],
    outcome: ['2 restored'],
    writes: [ALT],
  },
  'move keeps the fields that are kept': {
    mode: 'move',
    fields: 'externalId! note= street',
    row: ['K-1', 'from the file', 'Weg 2'],
    outcome: ['2 transferred'],
    writes: [{ ...THERE, street: 'Weg 2' }],
  },
  'move clears where empty cells clear, as in any update': {
    mode: 'move',
    fields: 'externalId! note~ street',
    row: ['K-1', null, null],
    outcome: ['2 transferred'],
    writes: [{ ...ALT, street: 'Weg 1' }],
  },
  'move leaves the customer where it is if its row is bad': {
    mode: 'move',
    fields: 'externalId! email',
    row: ['K-1', 'no address'],
    companions: [VISIT],
    outcome: ['2 rejected not-an-email'],
    writes: [],
  },
  'move needs no more than the key: what is required, the customer has': {
    mode: 'move',
    fields: 'externalId! priority',
    row: ['K-1', 'A'],
    outcome: ['2 transferred'],
    writes: [{ ...THERE, priority: 'A' }],
  },
  'move does not guess between two users': {
    mode: 'move',
    others: [K1, stored('c-2', THERE)],
    outcome: ['2 rejected several-matches'],
    writes: [],
  },
  'move brings appointments and tasks along': {
    mode: 'move',
    companions: [VISIT, TASK],
    outcome: ['2 transferred', '- related', '- related'],
    writes: [THERE, VISIT.fields, TASK.fields],
  },
  'copy has its appointments and tasks belong to the copy': {
    mode: 'copy',
    companions: [VISIT, TASK],
    outcome: ['2 transferred', '- related', '- related'],
    writes: [THERE, { ...VISIT.fields, customer: 'new-2' }, { ...TASK.fields, customer: 'new-2' }],
  },
  'move finds by system ID': {
    mode: 'move',
    fields: 'id! name',
    row: ['c-1', 'Neu'],
    outcome: ['2 transferred'],
    writes: [{ ...THERE, name: 'Neu' }],
  },
  'move finds by both IDs together, and not by one of them if the other differs': {
    mode: 'move',
    fields: 'id! externalId! name',
    row: ['c-1', 'K-9', 'Neu'],
    outcome: ['2 rejected unknown-id'],
    writes: [],
  },
}

describe('customers of other users', () => {
  it.each(Object.entries(RULES))('%s', (_rule, rule) => {
    const plan = planned(rule)
    expect(outline(plan)).toEqual(rule.outcome)
    const written = plan.entries.flatMap(({ operation }) => (operation === undefined ? [] : [operation.after.fields]))
    expect(written).toEqual(rule.writes ?? [])
  })

  it('that moved are found where they are the next time: nothing is to do', () => {
    const first = planned({ mode: 'move', outcome: [] })
    const own = first.entries.flatMap(({ operation }) =>
      operation === undefined ? [] : [{ ...operation.after, etag: 'e' }],
    )
    expect(outline(planned({ mode: 'move', own, others: [], outcome: [] }))).toEqual(['2 unchanged'])
  })
  it('that were copied by external ID are found in both places the next time: nothing is to do', () => {
    const first = planned({ mode: 'copy', outcome: [] })
    const own = first.entries.flatMap(({ operation }) =>
      operation === undefined ? [] : [{ ...operation.after, etag: 'e' }],
    )
    expect(outline(planned({ mode: 'copy', own, outcome: [] }))).toEqual(['2 unchanged'])
  })
})

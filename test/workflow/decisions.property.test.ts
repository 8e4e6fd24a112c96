import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import type { Client } from '../../lib/contracts/client.ts'
import type { Cell } from '../../lib/domain/cells.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { NO_TOTALS, OUTCOMES, type Outcome, type Totals } from '../../lib/domain/outcomes.ts'
import type { StoredRecord } from '../../lib/domain/records.ts'
import { modelImport, type ModelRecord, type ModelScene } from '../domain/reference-model.ts'
import { CELLS, customers, settings } from '../domain/scenes.ts'
import { begin } from './driving.ts'
import { ANNA, settle } from './people.ts'
import { openStores } from './stores.ts'
import { createWorld, type World } from './world.ts'

/** Random files, records, settings and decisions through the real workflow, against the reference model of an import. */

const REPS = [
  { email: 'bjoern.lange@nordwind.example', userId: 'user-1' },
  { email: 'carla.rossi@nordwind.example', userId: 'user-2' },
  { email: 'david.weiss@nordwind.example', userId: 'user-3' },
] as const
const NOBODY = 'nobody@nordwind.example'
const FIELDS = Object.keys(CELLS)

type Settings = Pick<ModelScene, 'mode' | 'mapping'>
type Action = 'import' | 'skip' | 'back' | 'import-all' | 'cancel'

// A text file has no failed formulas.
const cellOf = (field: string) =>
  fc.constantFrom(...(CELLS[field] ?? []).filter((cell) => cell === null || typeof cell !== 'object'))
const row = fc.tuple(
  fc.constantFrom<string>(...REPS.map(({ email }) => email), REPS[0].email.toUpperCase(), NOBODY),
  fc.tuple(...FIELDS.map(cellOf)),
)
/** An import that creates must map what every new record needs. */
const wizard: fc.Arbitrary<Settings> = settings.filter(
  ({ mode, mapping }) =>
    mode !== 'create' || ['name', 'zip', 'city'].every((name) => mapping.some(({ field }) => field === name)),
)
const situation = fc.record({
  before: fc.tuple(customers, customers, customers),
  rows: fc.array(row, { minLength: 4, maxLength: 14 }),
  first: wizard,
  afterBack: wizard,
  decisions: fc.array(
    fc.constantFrom<Action>('import', 'import', 'import', 'skip', 'skip', 'back', 'back', 'import-all', 'cancel'),
    {
      minLength: 6,
      maxLength: 6,
    },
  ),
  leftOut: fc.constantFrom<readonly number[]>([], [], [1], [2]),
})

let world: World
let runs = 0

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

function configurationOf({ mode, mapping }: Settings): ImportConfiguration {
  return {
    version: 1,
    recordType: 'customers',
    sheet: 'CSV',
    headerRow: 1,
    mode,
    assignment: { by: 'email', column: 'rep' },
    mapping,
    notation: { decimal: '.', dateOrder: 'ymd' },
  }
}

/** The next question that is not answered yet, or how the import ended. */
async function next(api: Client, importId: string, answered: ReadonlySet<string>) {
  for (let tries = 0; tries < 3000; tries += 1) {
    const { status, waiting, problem } = await api.getImport({ path: { importId } })
    if (status === 'failed' || status === 'aborted') throw new Error(JSON.stringify(problem))
    if (status === 'completed' || status === 'cancelled') return status
    if (waiting !== undefined && !answered.has(waiting.approvalId)) return waiting
    await sleep(5)
  }
  throw new Error('The import neither asked nor ended')
}

/** Answers every question by the next decision; what each user was imported with, if they were, and who was skipped. */
async function decide(
  api: Client,
  importId: string,
  users: readonly string[],
  { first, afterBack, decisions }: { first: Settings; afterBack: Settings; decisions: readonly Action[] },
) {
  const answered = new Set<string>()
  const imported = new Map<string, Settings>()
  const skipped = new Set<string>()
  let now = first
  let backs = 0
  for (const decision of [...decisions, ...decisions, 'import-all' as const]) {
    const question = await next(api, importId, answered)
    if (typeof question === 'string') return { imported, status: question }
    answered.add(question.approvalId)
    const userId = question.userId ?? ''
    // Back again and again would never end.
    const action = decision === 'back' && backs === 1 ? 'import' : decision
    await api.decideUser({ path: { importId, userId }, body: { action } })
    if (action === 'import') imported.set(userId, now)
    if (action === 'skip') skipped.add(userId)
    if (action === 'import-all')
      for (const id of users) if (!imported.has(id) && !skipped.has(id)) imported.set(id, now)
    if (action === 'back') {
      backs += 1
      const settingsQuestion = await next(api, importId, answered)
      if (typeof settingsQuestion === 'string') throw new Error('Back did not ask for settings')
      answered.add(settingsQuestion.approvalId)
      expect(settingsQuestion.step).toBe('settings')
      await api.putSettings({ path: { importId }, body: configurationOf(afterBack) })
      now = afterBack
      // Everybody who is not imported is asked about again.
      skipped.clear()
    }
  }
  const end = await next(api, importId, answered)
  if (typeof end !== 'string') throw new Error('Everything was answered, and the import still asks')
  return { imported, status: end }
}

/** Records as they can be compared: those there were before by their ID, new ones by what they hold. */
function comparable(records: readonly (ModelRecord | StoredRecord)[], before: readonly StoredRecord[]): string[] {
  const known = new Set(before.map(({ id }) => id))
  return records
    .map(({ id, fields, deleted }) => {
      const sorted = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
      const binned = deleted !== undefined && deleted !== false
      return JSON.stringify([known.has(id) ? id : 'new', sorted, binned])
    })
    .toSorted()
}

function totalsOf(outcomes: readonly string[]): Totals {
  const totals: Record<Outcome, number> = { ...NO_TOTALS }
  for (const outcome of OUTCOMES) totals[outcome] = outcomes.filter((one) => one === outcome).length
  return totals
}

/** What is in the recycle bin was put there so lately that it is still there. */
function lately(record: StoredRecord): StoredRecord {
  if (record.deleted === undefined) return record
  return { ...record, deleted: { ...record.deleted, at: new Date(Date.now() - 60_000).toISOString() } }
}

async function everyRecord(companyId: string, userId: string): Promise<StoredRecord[]> {
  return Array.fromAsync(openStores().readRecords(companyId, userId, 'customers'))
}

it('adds up and does what the reference model says, whatever is decided about whom', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ before: scene, rows, first, afterBack, decisions, leftOut }) => {
      const company = `random-${(runs += 1)}`
      const before = scene.map((records) => records.map(lately))
      await settle(world, company)
      const api = world.as(ANNA, company)
      const stores = openStores()
      for (const [index, { userId }] of REPS.entries()) {
        for (const record of before[index] ?? [])
          await stores.writeRecord(company, userId, { kind: 'put', record, expect: 'absent' })
      }
      // Somebody must be found: the first row is the first user's, who is never left out.
      const lines = rows.map(([rep, cells], index) => ({ rep: index === 0 ? REPS[0].email : rep, cells }))
      const file = stringify([['rep', ...FIELDS], ...lines.map(({ rep, cells }) => [rep, ...cells])])
      const excluded = leftOut.map((index) => REPS[index]?.email ?? '')
      const importId = await begin(api, Buffer.from(file), {
        configuration: configurationOf(first),
        selection: 'all',
        exclude: excluded,
      })
      const linesOf = (email: string) => lines.filter(({ rep }) => rep.toLowerCase() === email)
      const users = REPS.filter(({ email }) => linesOf(email).length > 0 && !excluded.includes(email)).map(
        ({ userId }) => userId,
      )
      const { imported, status } = await decide(api, importId, users, { first, afterBack, decisions })

      const pick = (cells: readonly Cell[], { mapping }: Settings) =>
        mapping.map(({ field }) => cells[FIELDS.indexOf(field)] ?? null)
      const summary = await api.getSummary({ path: { importId } })
      expect(summary.status).toBe(status)
      expect(summary.rows).toBe(lines.length)
      expect(OUTCOMES.reduce((sum, outcome) => sum + summary.totals[outcome], 0)).toBe(lines.length)
      expect(summary.totals.unassigned).toBe(linesOf(NOBODY).length)
      for (const [index, { email, userId }] of REPS.entries()) {
        const own = linesOf(email)
        const records = before[index] ?? []
        const used = imported.get(userId)
        const model =
          used === undefined
            ? undefined
            : modelImport({
                ...used,
                records,
                rows: own.map(({ cells }) => pick(cells, used)),
                unassigned: linesOf(NOBODY).map(({ cells }) => pick(cells, used)),
              })
        const unwritten = excluded.includes(email) ? 'excluded' : 'skipped'
        const line = summary.users.find((user) => user.userId === userId)
        expect(line?.rows ?? 0).toBe(own.length)
        expect(line?.totals ?? NO_TOTALS).toEqual(totalsOf(model?.outcomes ?? own.map(() => unwritten)))
        expect(line?.deleted ?? 0).toBe(model?.deleted ?? 0)
        const after = await everyRecord(company, userId)
        if (model === undefined) expect(after.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(records)
        else expect(comparable(after, records)).toEqual(comparable(model.records, records))
      }
    }),
    { numRuns: 15, endOnFailure: true },
  )
}, 120_000)

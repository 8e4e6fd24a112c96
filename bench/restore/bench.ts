import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { manifestKey } from '../../lib/contracts/keys.ts'
import { z } from 'zod'
import type { Bench } from '../frame.ts'
import { makePoint } from '../restore-point/bench.ts'
import { COMPANY, foundCompany, madeRecord, rowsOf, userId, writeCompany } from '../stores/company.ts'
import { begin } from '../stores/handlers.ts'
import type { Machine } from '../stores/machine.ts'
import {
  readSize,
  resultOf,
  STORES_OPTIONS,
  STORES_USAGE,
  storesTable,
  type Size,
  type StoresResult,
} from '../stores/result.ts'
import { withStores, type Stores } from '../stores/stores.ts'
import { between, taking, type Taken } from '../stores/taken.ts'
import { readBothSides, writeAll, type Write } from './floors.ts'

export const restoreBench: Bench<StoresResult> = {
  summary:
    'restores a company of which everything, and of which nothing was changed, beside only writing and only reading',
  usage: STORES_USAGE,
  options: STORES_OPTIONS,
  table: storesTable,
  run: async (values, say) => withStores(async (stores, machine) => measure(stores, machine, readSize(values), say)),
}

const manifest = z.object({ users: z.array(z.object({ userId: z.string(), key: z.string() })) })

async function measure(
  stores: Stores,
  machine: Machine,
  size: Size,
  say: (line: string) => void,
): Promise<StoresResult> {
  say(`writing ${size.rows} records of ${size.users} users, and their restore point`)
  const { email } = await foundCompany(stores, size.users)
  await writeCompany(stores, size, 'first', 1)
  const point = await makePoint(stores, machine, email, size.rows)
  const { users: objects } = manifest.parse(await stores.readJson(manifestKey(COMPANY.id, point)))
  const client = createDynamoClient()
  const measured: Record<'changed' | 'unchanged' | 'write' | 'readBoth', Taken[]> = {
    ...{ changed: [], unchanged: [], write: [], readBoth: [] },
  }
  const note = (name: keyof typeof measured, taken: Taken) => {
    say(`${name} ${taken.seconds.toFixed(2)} s, CPU ${taken.cpuSeconds.toFixed(2)} s`)
    measured[name].push(taken)
  }
  const turns = [
    async (round: number) => {
      await changeAll(stores, size, round)
      note('changed', await restore(stores, machine, email, point, { updated: size.rows, unchanged: 0 }))
    },
    async (round: number) => {
      await changeAll(stores, size, round)
      const writes = writesBack(size, round)
      note('write', await taking(async () => writeAll(client, writes)))
    },
  ]
  for (let round = 1; round <= size.runs; round += 1) {
    for (const turn of round % 2 === 0 ? turns.toReversed() : turns) await turn(round)
    // Either way, everything is as the restore point has it now.
    const both = async () => expectSize(await readBothSides(stores, objects), size.rows)
    note('readBoth', await taking(both))
    note('unchanged', await restore(stores, machine, email, point, { updated: 0, unchanged: size.rows }))
  }
  client.destroy()
  return resultOf({
    name: 'restore',
    size,
    measured,
    floors: ['write', 'readBoth'],
    comparisons: [
      { ratio: 'toFloor', of: 'changed', to: 'write' },
      { ratio: 'unchangedToFloor', of: 'unchanged', to: 'readBoth' },
    ],
  })
}

const importOf = (round: number) => `import-${round}`

/** An import that changes every record. */
async function changeAll(stores: Stores, size: Size, round: number): Promise<void> {
  await writeCompany(stores, size, importOf(round), 2)
}

/** The records as they were before that import, to be written over what it made of them. */
function writesBack(size: Size, round: number): Map<string, Write[]> {
  const users = Array.from({ length: size.users }, (_, user) => user)
  return new Map(
    users.map((user) => [
      userId(user),
      rowsOf(user, size).map((index): Write => ({
        record: { ...madeRecord(index, 'first', 1), etag: `floor-${round}:${index}` },
        over: madeRecord(index, importOf(round), 2).etag,
      })),
    ]),
  )
}

/**
 * Restores the company as its administrator would. The safety point that is made before is not counted: what it takes is
 * measured by `restore-point`.
 * @throws Error if other records were written than these
 */
async function restore(
  stores: Stores,
  machine: Machine,
  by: string,
  restorePointId: string,
  expected: { readonly updated: number; readonly unchanged: number },
): Promise<Taken> {
  const id = await begin('startRestore', { by, path: { restorePointId } })
  const spans = await machine.settled()
  const done = await stores.getRestore(COMPANY.id, id)
  if (done?.status !== 'completed') throw new Error(`The restore ended as ${done?.status}.`)
  for (const [name, count] of Object.entries(expected)) {
    const found: unknown = Reflect.get(done.counts ?? {}, name)
    if (found !== count) throw new Error(`Of the records, ${String(found)} instead of ${count} were ${name}.`)
  }
  const [first, last] = [spans.get('beginRestore'), spans.get('finishRestore')]
  if (first === undefined || last === undefined) throw new Error('The restore had no beginning or no end.')
  return between(first.from, last.to)
}

function expectSize({ records, lines }: { readonly records: number; readonly lines: number }, rows: number): void {
  if (records !== rows || lines !== rows)
    throw new Error(`There were ${records} records and ${lines} lines, not ${rows}.`)
}

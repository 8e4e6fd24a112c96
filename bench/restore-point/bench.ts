import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import type { Bench } from '../frame.ts'
import { COMPANY, foundCompany, writeCompany } from '../stores/company.ts'
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
import { taking, type Taken } from '../stores/taken.ts'
import { readAll } from './floor.ts'

export const restorePointBench: Bench<StoresResult> = {
  summary: 'makes a restore point of a company, beside only reading the same records',
  usage: STORES_USAGE,
  options: STORES_OPTIONS,
  table: storesTable,
  run: async (values, say) => withStores(async (stores, machine) => measure(stores, machine, readSize(values), say)),
}

async function measure(
  stores: Stores,
  machine: Machine,
  size: Size,
  say: (line: string) => void,
): Promise<StoresResult> {
  say(`writing ${size.rows} records of ${size.users} users`)
  const administrator = await foundCompany(stores, size.users)
  await writeCompany(stores, size, 'first', 1)
  const client = createDynamoClient()
  const measured: Record<'restorePoint' | 'read', Taken[]> = { restorePoint: [], read: [] }
  const turns = {
    read: async () => expectAll(await readAll(client, size.users), size.rows),
    restorePoint: async () => {
      await makePoint(stores, machine, administrator.email, size.rows)
    },
  }
  // The first round is not counted: code is compiled in it, and connections are opened.
  for (let round = 0; round <= size.runs; round += 1) {
    const names = ['read', 'restorePoint'] as const
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const taken = await taking(turns[name])
      say(
        `${name} ${taken.seconds.toFixed(2)} s, CPU ${taken.cpuSeconds.toFixed(2)} s${round === 0 ? ', not counted' : ''}`,
      )
      if (round > 0) measured[name].push(taken)
    }
  }
  client.destroy()
  return resultOf({
    name: 'restore-point',
    size,
    measured,
    floors: ['read'],
    comparisons: [{ ratio: 'toFloor', of: 'restorePoint', to: 'read' }],
  })
}

function expectAll(found: number, rows: number): void {
  if (found !== rows) throw new Error(`There were ${found} records instead of ${rows}.`)
}

/** Makes a restore point by hand, as its administrator would, with all steps of the workflow. @returns its id */
export async function makePoint(stores: Stores, machine: Machine, by: string, rows: number): Promise<string> {
  const id = await begin('createRestorePoint', { by })
  await machine.settled()
  const point = await stores.getRestorePoint(COMPANY.id, id)
  if (point?.status !== 'complete') throw new Error('The restore point was not completed.')
  expectAll(point.records ?? 0, rows)
  return id
}

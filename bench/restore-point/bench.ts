import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { createRecords } from '../../lib/adapters/dynamodb/records.ts'
import type { Bench } from '../frame.ts'
import { beQuiet, COMPANY, foundCompany, madeRecord, userId, writeCompany } from '../stores/company.ts'
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
import { RECORDS_TABLE, withStores, type Stores } from '../stores/stores.ts'
import { taking, type Taken } from '../stores/taken.ts'
import { readAll } from './floor.ts'

export const restorePointBench: Bench<StoresResult> = {
  summary: 'makes a restore point of a company, beside only reading the same records',
  usage: STORES_USAGE,
  options: STORES_OPTIONS,
  table: storesTable,
  run: async (values, say) => withStores(async (stores, machine) => measure(stores, machine, readSize(values), say)),
}

/** `restorePoint`: of a company in which nobody has written for minutes. `AtWork`: where somebody has, so that all is read twice. */
const NAMES = ['read', 'restorePoint', 'restorePointAtWork'] as const

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
  const measured: Record<(typeof NAMES)[number], Taken[]> = { restorePoint: [], restorePointAtWork: [], read: [] }
  const point = async () => {
    await makePoint(stores, machine, administrator.email, size.rows)
  }
  const turns = {
    read: async () => taking(async () => expectAll(await readAll(client, size.users), size.rows)),
    restorePoint: async () => {
      await beQuiet(stores)
      return taking(point)
    },
    restorePointAtWork: async () => {
      // A process that has not written yet notes anew that the company changes.
      await createRecords(client, RECORDS_TABLE).writeNewRecords(COMPANY.id, userId(0), [madeRecord(0, 'first', 1)])
      return taking(point)
    },
  }
  // The first round is not counted: code is compiled in it, and connections are opened.
  for (let round = 0; round <= size.runs; round += 1) {
    for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed()) {
      const taken = await turns[name]()
      const isCounted = round > 0
      say(
        `${name} ${taken.seconds.toFixed(2)} s, CPU ${taken.cpuSeconds.toFixed(2)} s${isCounted ? '' : ', not counted'}`,
      )
      if (isCounted) measured[name].push(taken)
    }
  }
  client.destroy()
  return resultOf({
    name: 'restore-point',
    size,
    measured,
    floors: ['read'],
    comparisons: [
      { ratio: 'toFloor', of: 'restorePoint', to: 'read' },
      { ratio: 'atWorkToFloor', of: 'restorePointAtWork', to: 'read' },
    ],
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

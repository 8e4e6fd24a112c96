import { setTimeout as sleep } from 'node:timers/promises'
import { createApprovals } from '../../lib/adapters/dynamodb/approvals.ts'
import { createDynamoClient } from '../../lib/adapters/dynamodb/client.ts'
import { createCustomFields } from '../../lib/adapters/dynamodb/custom-fields.ts'
import { createImports } from '../../lib/adapters/dynamodb/imports.ts'
import { createImportUsers } from '../../lib/adapters/dynamodb/import-users.ts'
import { createLocks } from '../../lib/adapters/dynamodb/locks.ts'
import { createRecords } from '../../lib/adapters/dynamodb/records.ts'
import { createRestores } from '../../lib/adapters/dynamodb/restores.ts'
import { createRestorePoints } from '../../lib/adapters/dynamodb/restore-points.ts'
import type { Client } from '../../lib/contracts/client.ts'

/** The stores behind the handlers of the running world, for what only they can show or do. */
export function openStores() {
  const client = createDynamoClient()
  return {
    ...createLocks(client, 'state'),
    ...createImports(client, 'state'),
    ...createImportUsers(client, 'state'),
    ...createCustomFields(client, 'state'),
    ...createRecords(client, 'records'),
    ...createApprovals(client, 'state'),
    ...createRestores(client, 'state'),
    ...createRestorePoints(client, 'state'),
  }
}

/** Waits until the import has one of these statuses, however it ends otherwise. */
export async function settled(client: Client, importId: string, ...statuses: string[]) {
  for (let tries = 0; tries < 1500; tries += 1) {
    const state = await client.getImport({ path: { importId } })
    if (statuses.includes(state.status)) return state
    await sleep(10)
  }
  throw new Error(`The import never became ${statuses.join(' or ')}`)
}

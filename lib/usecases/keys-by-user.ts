import pMap from 'p-map'
import { rowKeysKey, rowsKey } from '../contracts/keys.ts'
import type { SheetRow } from '../domain/cells.ts'
import type { Import } from '../domain/imports.ts'
import { keysOfRows } from '../domain/planning.ts'
import type { PlanInput } from '../domain/planning/input.ts'
import type { Ports } from '../ports/ports.ts'
import type { AssignmentFile } from './assignment-file.ts'
import { linesOf, stored } from './stored.ts'

type Deps = Pick<Ports, 'hashObject' | 'readLines' | 'writeLines'>

interface KeysLine {
  readonly userId: string
  readonly keys: readonly string[]
}

const READS_AT_ONCE = 4

/**
 * The keys of the rows of all users in the file, by user, where they matter: a customer whose row is at another user now
 * is not missing from the file but about to be brought over, and one whose own user has a row for it does not go from
 * there. Undefined where nothing depends on it.
 */
export async function keysByUser(
  deps: Deps,
  item: Import,
  input: Pick<PlanInput, 'recordType' | 'configuration' | 'columns' | 'customers'>,
  file: AssignmentFile,
): Promise<ReadonlyMap<string, ReadonlySet<string>> | undefined> {
  const { mode, transfer } = input.configuration
  if (transfer === undefined || transfer.mode === 'none') return undefined
  if (transfer.mode === 'copy' && mode !== 'update-and-delete') return undefined
  const { companyId, id, round } = item
  const key = rowKeysKey(companyId, id, String(round))
  if ((await deps.hashObject(key)) === undefined) {
    const lines = await pMap(
      file.users,
      async (user): Promise<KeysLine> => {
        const rows = await linesOf<SheetRow>(deps.readLines(rowsKey(companyId, id, String(round), user.userId)))
        return { userId: user.userId, keys: keysOfRows(input, rows) }
      },
      { concurrency: READS_AT_ONCE },
    )
    await deps.writeLines(key, lines)
  }
  const keys = new Map<string, ReadonlySet<string>>()
  for await (const line of deps.readLines(key)) {
    const read = stored<KeysLine>(line)
    keys.set(read.userId, new Set(read.keys))
  }
  return keys
}

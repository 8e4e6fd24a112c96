import { cellText, type SheetRow } from '../cells.ts'
import type { ImportConfiguration } from '../configuration.ts'
import type { RecordType } from '../record-types/types.ts'
import { mapColumns, readRow } from './columns.ts'
import { rowKey } from './keys.ts'

/** A key that rows of several users have: each gets a record of their own, unless the customer is brought over. */
export interface SharedKey {
  /** The key as it stands in the first row, several columns with a plus between. */
  readonly key: string
  readonly rows: readonly { readonly row: number; readonly userId: string }[]
}

export interface SharedKeys {
  readonly count: number
  /** The first of them, in the order of the file. */
  readonly first: readonly SharedKey[]
}

const MOST_KEYS = 20
const MOST_ROWS = 20

interface Holder {
  readonly row: SheetRow
  readonly userId: string
}

/**
 * Looks for keys that occur at several users while rows go by. That is allowed (two representatives may look after one
 * customer) and often a slip, so it is said before anything is written. Keys that are references are not compared: they
 * mean the customers of one user.
 */
export function createSharedKeyFinder(
  type: RecordType,
  configuration: ImportConfiguration,
  columns: readonly string[],
): { readonly add: (row: SheetRow, userId: string) => void; readonly found: () => SharedKeys } {
  const mapping = configuration.mapping.filter(({ update }) => update === 'key')
  const keys = mapColumns(type, { ...configuration, mapping }, columns)
  const isComparable = keys.length > 0 && keys.every(({ field }) => field.type !== 'reference')
  const resolve = (text: string) => ({ kind: 'found', id: text }) as const
  const holders = new Map<string, Holder>()
  const shared = new Map<string, { row: number; userId: string }[]>()
  return {
    add(row, userId) {
      if (!isComparable) return
      const key = rowKey(readRow(row, keys, resolve), keys)
      if (key.kind !== 'key') return
      const first = holders.get(key.key)
      if (first === undefined) holders.set(key.key, { row, userId })
      if (first === undefined || (first.userId === userId && !shared.has(key.key))) return
      const rows = shared.get(key.key) ?? [{ row: first.row.row, userId: first.userId }]
      if (rows.length < MOST_ROWS) rows.push({ row: row.row, userId })
      shared.set(key.key, rows)
    },
    found() {
      const first = [...shared].slice(0, MOST_KEYS).map(([key, rows]) => {
        const cells = holders.get(key)?.row.cells ?? []
        return { key: keys.map(({ index }) => cellText(cells[index])).join(' + '), rows }
      })
      return { count: shared.size, first }
    },
  }
}

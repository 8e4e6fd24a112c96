import { createAssigner } from '../../domain/assignment.ts'
import type { SheetRow } from '../../domain/cells.ts'
import { displayName, type Limits, type User } from '../../domain/companies.ts'
import type { ImportConfiguration } from '../../domain/configuration.ts'
import type { Exclusion } from '../../domain/imports.ts'
import { createSharedKeyFinder } from '../../domain/planning/shared-keys.ts'
import type { RecordType } from '../../domain/record-types/types.ts'
import type { AssignmentFile } from '../assignment-file.ts'

interface Bin {
  readonly user: User
  readonly rows: SheetRow[]
  readonly excluded?: Exclusion
  readonly firstRow: number
  count: number
}

/** Everything that says whose a row is, and how many rows there may be. */
export interface SorterInput {
  readonly limits: Limits
  readonly users: readonly User[]
  /** Who imports: decides which users are within reach. */
  readonly actor: User
  readonly recordType: RecordType
  readonly configuration: ImportConfiguration
  /** The file's column names: `columns[i]` belongs to `cells[i]`. */
  readonly columns: readonly string[]
  readonly excludeEmails: readonly string[]
  /** Rows that were imported before, by number, with their user. */
  readonly settled: ReadonlyMap<number, string>
}

/** Sorts rows into one bin per user, and keeps apart what belongs to nobody. */
export class RowSorter {
  readonly unassigned: SheetRow[] = []
  private readonly byUser = new Map<string, Bin>()
  private readonly notFound = new Map<string, { rows: number; firstRow: number }>()
  private readonly input: SorterInput
  private readonly column: number
  private readonly assign: ReturnType<typeof createAssigner>
  private readonly sharedKeys: ReturnType<typeof createSharedKeyFinder>
  private empty: { rows: number; firstRow?: number } = { rows: 0 }
  private rows = 0
  private importable = 0

  constructor(input: SorterInput) {
    const { users, actor, recordType, configuration, columns, excludeEmails } = input
    this.input = input
    this.column = columns.indexOf(configuration.assignment.column)
    this.assign = createAssigner({ users, actor, ...configuration.assignment, excludeEmails })
    this.sharedKeys = createSharedKeyFinder(recordType, configuration, columns)
  }

  add(row: SheetRow): void {
    this.rows += 1
    const settledUser = this.input.settled.get(row.row)
    if (settledUser !== undefined) return this.put(settledUser, row)
    const found = this.assign(row.cells[this.column] ?? null)
    switch (found.kind) {
      case 'user':
        return this.put(found.userId, row)
      case 'excluded':
        return this.put(found.userId, row, found.why)
      case 'not-found': {
        if (this.isWithinLimits()) this.unassigned.push(row)
        const line = this.notFound.get(found.value)
        if (line === undefined) this.notFound.set(found.value, { rows: 1, firstRow: row.row })
        else line.rows += 1
        return
      }
      case 'empty':
        if (this.isWithinLimits()) this.unassigned.push(row)
        this.empty = { rows: this.empty.rows + 1, firstRow: this.empty.firstRow ?? row.row }
    }
  }

  private put(userId: string, row: SheetRow, excluded?: Exclusion): void {
    const bin = this.byUser.get(userId) ?? this.newBin(userId, row, excluded)
    bin.count += 1
    if (!this.isWithinLimits()) return
    bin.rows.push(row)
    this.sharedKeys.add(row, userId)
  }

  private newBin(userId: string, row: SheetRow, excluded?: Exclusion): Bin {
    const user = this.input.users.find(({ id }) => id === userId)
    if (user === undefined) throw new Error(`A row was assigned to the unknown user ${userId}.`)
    const bin: Bin = { user, rows: [], firstRow: row.row, excluded, count: 0 }
    this.byUser.set(userId, bin)
    if (excluded === undefined) this.importable += 1
    return bin
  }

  private isWithinLimits(): boolean {
    return this.rows <= this.input.limits.maxRows && this.importable <= this.input.limits.maxUsers
  }

  /** What there is to write: nothing at all once a limit is passed, for then nothing will be imported. */
  bins(): readonly Bin[] {
    return this.isWithinLimits() ? [...this.byUser.values()] : []
  }

  /** What splitting found, for the administrator. */
  file(): AssignmentFile {
    const line = (user: User) => ({ userId: user.id, email: user.email, name: displayName(user) })
    return {
      columns: this.input.columns,
      rows: this.rows,
      users: [...this.byUser.values()]
        .map(({ user, count, firstRow, excluded }) => ({ ...line(user), rows: count, firstRow, excluded }))
        .sort((a, b) => (a.email < b.email ? -1 : 1)),
      notFound: [...this.notFound].map(([value, found]) => ({ value, ...found })),
      empty: this.empty,
      usersWithoutRows: this.input.users.filter((user) => user.active && !this.byUser.has(user.id)).map(line),
      sharedKeys: this.sharedKeys.found(),
    }
  }
}

import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** One step of an execution, without the data it carried. */
export interface ExecutionEvent {
  readonly type: string
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly state?: string
  /** Index of the Map item that the step belongs to. */
  readonly index?: number
  readonly error?: string
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** An execution as it stands. Input and output are JSON texts, dates milliseconds since 1970. */
export interface Execution {
  readonly executionArn: string
  readonly stateMachineArn: string
  readonly name: string
  readonly status: ExecutionStatus
  readonly startDate: number
  readonly stopDate?: number
  readonly input: string
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  /** The last events, oldest first. */
  readonly events: readonly ExecutionEvent[]
  /** How many events AWS would have written into the history (its quota is 25,000). */
  readonly historyEvents: number
}

/** Where executions are kept. `save` must be durable when it returns. */
export interface Journal {
  readonly save: (execution: Execution) => void
  readonly find: (executionArn: string) => Execution | undefined
  /** The newest first. */
  readonly list: (stateMachineArn: string) => readonly Execution[]
  readonly running: (stateMachineArn: string) => readonly Execution[]
  readonly close: () => void
}

/** A journal that forgets, for tests of workflows in one process. */
export function createMemoryJournal(): Journal {
  const executions = new Map<string, Execution>()
  const list = (arn: string): Execution[] =>
    [...executions.values()].filter((one) => one.stateMachineArn === arn).reverse()
  return {
    save: (execution) => void executions.set(execution.executionArn, execution),
    find: (arn) => executions.get(arn),
    list,
    running: (arn) => list(arn).filter((one) => one.status === 'RUNNING'),
    close: () => undefined,
  }
}

const row = z.object({ execution: z.string() })

const stored = z.custom<Execution>((value) => typeof value === 'object' && value !== null && 'executionArn' in value)

/**
 * A journal in an SQLite file, so that executions outlive the process.
 * @param path the file; it is made if it does not exist
 */
export function openJournal(path: string): Journal {
  const db = new DatabaseSync(path)
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS executions (
      arn TEXT PRIMARY KEY, machine TEXT NOT NULL, status TEXT NOT NULL, started INTEGER NOT NULL, execution TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_machine ON executions (machine, started);
  `)
  const save = db.prepare(
    'INSERT OR REPLACE INTO executions (arn, machine, status, started, execution) VALUES (?, ?, ?, ?, ?)',
  )
  const find = db.prepare('SELECT execution FROM executions WHERE arn = ?')
  const list = db.prepare('SELECT execution FROM executions WHERE machine = ? ORDER BY started DESC, rowid DESC')
  const running = db.prepare(
    "SELECT execution FROM executions WHERE machine = ? AND status = 'RUNNING' ORDER BY started",
  )
  const parse = (found: unknown): Execution => stored.parse(JSON.parse(row.parse(found).execution))
  return {
    save: (execution) =>
      void save.run(
        execution.executionArn,
        execution.stateMachineArn,
        execution.status,
        execution.startDate,
        JSON.stringify(execution),
      ),
    find: (arn) => {
      const found = find.get(arn)
      return found === undefined ? undefined : parse(found)
    },
    list: (arn) => list.all(arn).map(parse),
    running: (arn) => running.all(arn).map(parse),
    close: () => db.close(),
  }
}

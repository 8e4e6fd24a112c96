import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { CloudEvent } from './events.ts'

/** An event on its way to one target. */
export interface Delivery {
  readonly id: number
  readonly event: CloudEvent
  /** Which target, in the words of whoever routed the event. */
  readonly delivery: string
  readonly attempts: number
  /** Milliseconds since 1970. */
  readonly created: number
}

/** Deliveries that are owed. They stay until they are done, also across a crash: at least once. */
export interface Outbox {
  /** Part of the caller's transaction. */
  readonly add: (event: CloudEvent, deliveries: readonly string[]) => void
  readonly due: (now: number) => readonly Delivery[]
  /** When the next one is due, in milliseconds since 1970. */
  readonly nextDue: () => number | undefined
  readonly done: (id: number) => void
  readonly later: (id: number, due: number) => void
}

const row = z.object({
  id: z.number(),
  event: z.string().transform((text) => z.custom<CloudEvent>().parse(JSON.parse(text))),
  delivery: z.string(),
  attempts: z.number(),
  created: z.number(),
})

/** The outbox in the same database as what its events tell of. */
export function openOutbox(db: DatabaseSync): Outbox {
  const add = db.prepare('INSERT INTO outbox (event, delivery, attempts, due, created) VALUES (?, ?, 0, ?, ?)')
  const due = db.prepare(
    'SELECT id, event, delivery, attempts, created FROM outbox WHERE due <= ? ORDER BY id LIMIT 100',
  )
  const next = db.prepare('SELECT min(due) AS due FROM outbox')
  const done = db.prepare('DELETE FROM outbox WHERE id = ?')
  const later = db.prepare('UPDATE outbox SET attempts = attempts + 1, due = ? WHERE id = ?')
  return {
    add: (event, deliveries) => {
      const now = Date.now()
      for (const delivery of deliveries) add.run(JSON.stringify(event), delivery, now, now)
    },
    due: (now) => z.array(row).parse(due.all(now)),
    nextDue: () => z.object({ due: z.number().nullable() }).parse(next.get()).due ?? undefined,
    done: (id) => void done.run(id),
    later: (id, at) => void later.run(at, id),
  }
}

import { monotonicFactory } from 'ulid'
import type { NewId, Now } from '../ports/clock.ts'
import { createLogger, type FunctionLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import type { Count } from './metrics.ts'

/** The environment of a function, as it is when the function is first called. */
export type Environment = Readonly<Record<string, string | undefined>>

/** One part of the world a function may be connected to, made from the environment. */
export type Part<Ports extends object> = (env: Environment) => Ports

/** What every function has. */
export interface Basics {
  readonly now: Now
  readonly newId: NewId
  readonly logger: FunctionLogger
  readonly count: Count
  readonly publishMetrics: () => void
}

/** Makes everything a function depends on. Called once per cold start, at the first invocation. */
export type Wire<Deps> = (env: Environment) => Deps

/** What every function has, made anew for each function. */
export function basics(): Basics {
  const { count, publish } = createMetrics()
  // ULIDs of one process grow even within a millisecond, so that a list by id is a list by time.
  const newId = monotonicFactory()
  return {
    now: () => new Date().toISOString(),
    newId: () => newId(),
    logger: createLogger(),
    count,
    publishMetrics: publish,
  }
}

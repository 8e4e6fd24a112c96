import type { CloudEvent } from '../s3/events.ts'
import type { Delivery, Outbox } from '../s3/outbox.ts'
import { after } from '../stepfunctions/timers.ts'
import type { RuleSpec, TargetSpec } from '../template/model.ts'
import { inputFor } from './input.ts'
import { compilePattern } from './pattern.ts'

/** Hands an input to a function or a state machine. The id names the delivery, so that a repeated one can be recognised. */
export type Deliver = (targetArn: string, input: unknown, deliveryId: string) => Promise<void>

export interface BusOptions {
  readonly rules: readonly RuleSpec[]
  readonly deliver: Deliver
  /** Told of a delivery that was given up after the retries its target allows. */
  readonly onGivenUp: (event: CloudEvent, targetArn: string, error: unknown) => void
  /** Wait before the first retry, in milliseconds; it doubles up to a minute. @default 1,000 */
  readonly firstRetryMs?: number
}

export interface Bus {
  /** Names the targets an event goes to. The names are kept in the outbox and mean the same after a restart. */
  readonly route: (event: CloudEvent) => readonly string[]
  /** Begins to deliver what the outbox holds. */
  readonly start: (outbox: Outbox) => void
  /** Tells that the outbox has something new. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

const DEFAULT_FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 60_000

/** Brings events to the targets of the rules they match, at least once, also across a crash. */
export function createBus(options: BusOptions): Bus {
  const targets = new Map<string, TargetSpec>()
  const patterns = options.rules.flatMap((rule) => {
    if (rule.pattern === undefined) return []
    const names = rule.targets.map((target, index) => {
      const name = `${rule.name}#${index}`
      targets.set(name, target)
      return name
    })
    return [{ matches: compilePattern(rule.pattern), names }]
  })
  let outbox: Outbox | undefined
  let cancelTimer = (): void => undefined
  let running: Promise<void> | undefined
  let isAgain = false
  let isStopped = false

  const attempt = async (box: Outbox, one: Delivery): Promise<void> => {
    const target = targets.get(one.delivery)
    if (target === undefined) return box.done(one.id)
    try {
      await options.deliver(target.arn, inputFor(target, one.event), `${one.event.id}-${one.delivery}`)
      box.done(one.id)
    } catch (error) {
      const isTooOld = Date.now() - one.created > target.maximumAgeSeconds * 1000
      if (one.attempts >= target.retries || isTooOld) {
        options.onGivenUp(one.event, target.arn, error)
        box.done(one.id)
      } else {
        const pause = (options.firstRetryMs ?? DEFAULT_FIRST_RETRY_MS) * 2 ** one.attempts
        box.later(one.id, Date.now() + Math.min(pause, LONGEST_RETRY_MS))
      }
    }
  }

  const drain = async (box: Outbox): Promise<void> => {
    do {
      isAgain = false
      for (let due = box.due(Date.now()); due.length > 0 && !isStopped; due = box.due(Date.now())) {
        await Promise.all(due.map((one) => attempt(box, one)))
      }
    } while (isAgain && !isStopped)
    const next = box.nextDue()
    if (next !== undefined && !isStopped) cancelTimer = after(next - Date.now(), wake)
  }

  const wake = (): void => {
    if (outbox === undefined || isStopped) return
    isAgain = true
    cancelTimer()
    running ??= drain(outbox).finally(() => (running = undefined))
  }

  return {
    route: (event) => patterns.flatMap(({ matches, names }) => (matches(event) ? names : [])),
    start: (box) => {
      outbox = box
      wake()
    },
    wake,
    stop: async () => {
      isStopped = true
      cancelTimer()
      await running
    },
  }
}

import { after } from '../stepfunctions/timers.ts'
import type { RuleSpec } from '../template/model.ts'
import type { Deliver } from './bus.ts'
import { inputFor } from './input.ts'

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Milliseconds from now until a schedule is due.
 * @param expression `rate(5 minutes)`, or `cron(minute hour ? * * *)` in UTC with `*`, lists, steps and numbers for minute
 * and hour
 * @throws Error if the expression says more than that
 */
export function untilDue(expression: string, now: Date): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression)
  if (rate !== null) return Number(rate[1]) * (UNIT_MS[rate[2] ?? ''] ?? 0)
  const cron = /^cron\((\S+) (\S+) [*?] \* [*?] \*\)$/.exec(expression)
  if (cron === null) throw new Error(`The schedule ${expression} is not supported here`)
  const minutes = numbers(cron[1] ?? '', 60, expression)
  const hours = numbers(cron[2] ?? '', 24, expression)
  const next = new Date(now)
  next.setUTCSeconds(0, 0)
  do next.setUTCMinutes(next.getUTCMinutes() + 1)
  while (!minutes.has(next.getUTCMinutes()) || !hours.has(next.getUTCHours()))
  return next.getTime() - now.getTime()
}

/**
 * Runs the rules that have a schedule.
 * @param onFault told of a target that failed after its retries; the schedule goes on
 * @returns a function that ends all schedules
 * @throws Error for a schedule that is not supported
 */
export function startSchedules(
  rules: readonly RuleSpec[],
  deliver: Deliver,
  onFault: (rule: RuleSpec, error: unknown) => void,
): () => void {
  const cancels = rules.flatMap(({ schedule, ...rule }) => {
    if (schedule === undefined) return []
    let cancel = (): void => undefined
    const arm = (): void => {
      cancel = after(untilDue(schedule, new Date()), () => {
        arm()
        const time = new Date().toISOString()
        const event = {
          'detail-type': 'Scheduled Event',
          source: 'aws.events',
          time,
          resources: [rule.arn],
          detail: {},
        }
        for (const target of rule.targets) {
          deliver(target.arn, inputFor(target, event), crypto.randomUUID()).catch((error: unknown) =>
            onFault(rule, error),
          )
        }
      })
    }
    arm()
    return [() => cancel()]
  })
  return () => {
    for (const cancel of cancels) cancel()
  }
}

function numbers(field: string, count: number, expression: string): ReadonlySet<number> {
  const all = Array.from({ length: count }, (_, index) => index)
  const step = /^(?:\*|0)\/(\d+)$/.exec(field)
  if (field === '*') return new Set(all)
  if (step !== null) return new Set(all.filter((one) => one % Number(step[1]) === 0))
  const listed = field.split(',').map(Number)
  if (listed.every((one) => all.includes(one))) return new Set(listed)
  throw new Error(`The schedule ${expression} is not supported here`)
}

import type { PlanInput } from './input.ts'
import type { PlanEntry } from '../plans.ts'
import { recordTitle } from '../records.ts'
import type { MusterRecord } from '../records.ts'
import { nextState } from './entries.ts'

/** Report type of a call that took place. Source: the reference product's import of reports. */
const CALL = '0'

/**
 * Customers whose last call is raised to the day of their latest call report in the file. Reports that are in the
 * records already count too, so that the option works also for a file that was imported without it. A last call is never lowered.
 */
export function raiseLastCalls(input: PlanInput, reports: readonly PlanEntry[]): PlanEntry[] {
  if (input.configuration.raiseLastCall !== true) return []
  const latest = latestCalls(input, reports)
  return input.customers.flatMap((before) => {
    const call = latest.get(before.id)
    const known = before.fields['lastCall']
    if (call === undefined || before.deleted !== undefined) return []
    if (typeof known === 'string' && known >= call.date) return []
    const after: MusterRecord = { ...nextState(input, before, null), fields: { ...before.fields, lastCall: call.date } }
    const operation = { kind: 'update', before, after, changed: ['lastCall'] } as const
    return [{ row: null, of: call.row, outcome: 'related', title: recordTitle(after), operation }]
  })
}

function latestCalls(input: PlanInput, reports: readonly PlanEntry[]): Map<string, { date: string; row: number }> {
  const records = new Map(input.records.map((record) => [record.id, record]))
  const latest = new Map<string, { date: string; row: number }>()
  for (const { row, operation, recordId } of reports) {
    const report = operation?.after ?? records.get(recordId ?? '')
    if (report === undefined || row === null) continue
    const { customer, date, reportType } = report.fields
    if (reportType !== CALL || typeof customer !== 'string' || typeof date !== 'string') continue
    const before = latest.get(customer)
    if (before === undefined || before.date < date) latest.set(customer, { date, row })
  }
  return latest
}

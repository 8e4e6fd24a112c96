import { APPOINTMENTS } from './appointments.ts'
import { CUSTOMERS } from './customers.ts'
import { REPORTS } from './reports.ts'
import { TASKS } from './tasks.ts'
import type { Field, RecordType, RecordTypeName } from './types.ts'

/** Every record type there is. Adding one is adding its file and its line here. */
export const RECORD_TYPES = {
  customers: CUSTOMERS,
  appointments: APPOINTMENTS,
  tasks: TASKS,
  reports: REPORTS,
} as const satisfies Record<RecordTypeName, RecordType>

export function recordType(name: RecordTypeName): RecordType {
  return RECORD_TYPES[name]
}

/** The field of that name, or undefined if the type has none. */
export function fieldOf(type: RecordType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name)
}

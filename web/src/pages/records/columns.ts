import { useLocalStorage } from '@mantine/hooks'
import type { Field, RecordType, RecordTypeName } from '../../api/record-types.ts'

/** The columns a list has as long as nobody chose others. */
const USUAL: Readonly<Record<RecordTypeName, readonly string[]>> = {
  customers: ['name', 'externalId', 'zip', 'city', 'phone', 'lastCall'],
  appointments: ['subject', 'earliestBegin', 'durationMinutes', 'customer'],
  tasks: ['subject', 'date', 'customer', 'completionOptional'],
  reports: ['date', 'startTime', 'durationMinutes', 'reportType', 'customer'],
}

/** The columns of the list of one record type, as the person chose them in this browser, in the order of the fields. */
export function useColumns(type: RecordType) {
  const [chosen, choose] = useLocalStorage<readonly string[]>({
    key: `muster.columns.${type.name}`,
    defaultValue: USUAL[type.name],
    getInitialValueInEffect: false,
  })
  const names = Array.isArray(chosen) ? chosen : USUAL[type.name]
  const wanted = type.fields.filter(({ name }) => names.includes(name))
  const columns: readonly Field[] =
    wanted.length > 0 ? wanted : type.fields.filter(({ name }) => USUAL[type.name].includes(name))
  return { columns: inOrder(type.name, columns), choose, useUsual: () => choose(USUAL[type.name]) }
}

/** What names the record comes first; then as the fields stand. */
function inOrder(type: RecordTypeName, columns: readonly Field[]): readonly Field[] {
  const first = USUAL[type][0]
  return [...columns.filter(({ name }) => name === first), ...columns.filter(({ name }) => name !== first)]
}

import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { driftPlaces, isHarmless } from '../../lib/domain/drift.ts'
import { plain } from '../output.ts'
import type { ImportState } from './answers.ts'

type Drift = NonNullable<ImportState['drift']>

/** How a configuration and the file have come apart: what is not where it says, where it probably is, what is new. */
export function driftText(drift: Drift): string {
  const { changes, added } = drift
  if (isHarmless(drift)) {
    return `${changes.map(({ message }) => message).join(' ')} The configuration was used all the same: its columns are all there.\n`
  }
  return [
    'The configuration does not fit the file any more:\n',
    ...driftPlaces(drift).map(({ message }) => `  ${plain(message)}\n`),
    ...(added.length === 0 ? [] : [`  New columns: ${added.map(plain).join(', ')}.\n`]),
  ].join('')
}

/** What is new in the file, and the configuration as it would be, to be looked at and given with the next try. */
export function repairedText({ added, repaired }: Drift): string {
  return [
    ...(added.length === 0 ? [] : [`New columns: ${added.map(plain).join(', ')}.`]),
    'As far as it is known, the configuration would be:',
    JSON.stringify(repaired),
  ].join('\n')
}

/** Fields that a column may be meant for, which nobody should be told by a guess. */
export function offeredText(
  { assignment, mapping }: ImportConfiguration,
  reasons: NonNullable<ImportState['suggestion']>['reasons'] = [],
): string {
  const columns = new Set([assignment.column, ...mapping.map(({ column }) => column)])
  const fields = new Set(mapping.map(({ field }) => field))
  return reasons
    .filter((one) => one.confidence === 'low' && !columns.has(one.column) && !fields.has(one.field))
    .map(({ column, field, why }) => `Perhaps column "${plain(column)}" is ${field}: ${plain(why)}\n`)
    .join('')
}

import type { MetricName } from './metrics.ts'

/**
 * Which counter a finished step adds to, by its name and, where it matters, the word it answers. A step that is repeated
 * counts again: these numbers are for watching, the truth is in the accounts of each import.
 */
const COUNTED: Readonly<Record<string, MetricName>> = {
  'claim:go': 'ImportsStarted',
  'summarise:completed': 'ImportsCompleted',
  'summarise:cancelled': 'ImportsCancelled',
  'summarise:aborted': 'ImportsAborted',
  failImport: 'ImportsFailed',
  importUser: 'UsersImported',
  importUnattended: 'UsersImported',
  sealRestorePoint: 'RestorePointsSealed',
  'finishRestore:completed': 'RestoresCompleted',
  'finishRestore:failed': 'RestoresFailed',
  failRestore: 'RestoresFailed',
}

function wordOf(output: unknown): string {
  if (typeof output !== 'object' || output === null) return ''
  const word = 'status' in output ? output.status : 'next' in output ? output.next : ''
  return typeof word === 'string' ? word : ''
}

/** The counter for a step that ended with this output, if there is one. */
export function metricOf(step: string, output: unknown): MetricName | undefined {
  return COUNTED[step] ?? COUNTED[`${step}:${wordOf(output)}`]
}

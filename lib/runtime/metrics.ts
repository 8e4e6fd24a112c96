import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'

/** What Muster counts about itself. Alarms and the dashboard are made from these names. */
export type MetricName =
  | 'ImportsStarted'
  | 'ImportsCompleted'
  | 'ImportsCancelled'
  | 'ImportsAborted'
  | 'ImportsFailed'
  | 'UsersImported'
  | 'RestorePointsSealed'
  | 'RestoresCompleted'
  | 'RestoresFailed'

/** Adds to one of the counters. Written out when the step ends, also when it throws. */
export type Count = (metric: MetricName, by?: number) => void

/** The counters of one function. `publish` writes what was counted since, as one line of CloudWatch's embedded metric format. */
export function createMetrics(): { count: Count; publish: () => void } {
  const metrics = new Metrics({ namespace: 'Muster', serviceName: 'muster' })
  return {
    count: (metric, by = 1) => {
      metrics.addMetric(metric, MetricUnit.Count, by)
    },
    publish: () => {
      // Without this check powertools warns in the log of each invocation that counted nothing.
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
    },
  }
}

import { Aws, Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'

export interface ObservabilityProps {
  readonly importMachine: IStateMachine
  readonly restoreMachine: IStateMachine
  readonly notStarted: IQueue
  readonly api: HttpApi
  readonly recordsTable: ITable
  readonly stateTable: ITable
  readonly sweep: IFunction
  readonly keepRestorePoints: IFunction
  readonly addClaims: IFunction
  /** Who gets alarms by e-mail; `undefined`: whoever subscribes to the topic. */
  readonly alarmMail?: string
}

interface AlarmSpec {
  /** `page`: somebody cannot work. `ticket`: it may wait for the morning. */
  readonly severity: 'page' | 'ticket'
  /** What a user notices. */
  readonly impact: string
  readonly metric: IMetric
  /** It rings at this much a period, or (with `below`) at less. */
  readonly threshold: number
  readonly below?: boolean
  /** Periods in a row. */
  readonly periods?: number
}

const PERIOD = Duration.minutes(5)
const OFTEN = { statistic: Stats.SUM, period: PERIOD } as const
const HOURLY = { statistic: Stats.SUM, period: Duration.hours(1) } as const

const sumOf = (...metrics: IMetric[]) =>
  new MathExpression({
    expression: metrics.map((_, index) => `m${index}`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period: PERIOD,
  })

/** The alarms by name. Each has its section in docs/runbook.md, under its name. */
function alarmsOf(props: ObservabilityProps): Readonly<Record<string, AlarmSpec>> {
  const {
    importMachine,
    restoreMachine,
    notStarted,
    api,
    recordsTable,
    stateTable,
    sweep,
    keepRestorePoints,
    addClaims,
  } = props
  const throttledOn = (table: ITable) =>
    sumOf(table.metric('ReadThrottleEvents', OFTEN), table.metric('WriteThrottleEvents', OFTEN))
  return {
    'import-failed': {
      severity: 'page',
      impact: 'An import stopped with an error. Users done before keep their records; the rest of the file is not in.',
      metric: sumOf(importMachine.metricFailed(OFTEN), importMachine.metricTimedOut(OFTEN)),
      threshold: 1,
    },
    'restore-failed': {
      severity: 'page',
      impact: 'A restore or a restore point stopped with an error. Some users may be put back and others not.',
      metric: sumOf(restoreMachine.metricFailed(OFTEN), restoreMachine.metricTimedOut(OFTEN)),
      threshold: 1,
    },
    'upload-not-started': {
      severity: 'page',
      impact: 'A file was uploaded and its import never began: the wizard goes on waiting for it.',
      metric: notStarted.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: PERIOD }),
      threshold: 1,
    },
    'api-errors': {
      severity: 'page',
      impact: 'The wizard and the command line show "internal" instead of an answer.',
      metric: api.metricServerError(OFTEN),
      threshold: 5,
    },
    'sign-in-failed': {
      severity: 'page',
      impact: 'People cannot sign in, or their sign-in has run out and is not renewed.',
      metric: addClaims.metricErrors(OFTEN),
      threshold: 1,
    },
    'sweep-failed': {
      severity: 'ticket',
      impact:
        'A decision that was given but did not arrive is not sent again, and an import that died keeps its company locked.',
      metric: sweep.metricErrors(OFTEN),
      threshold: 1,
      periods: 3,
    },
    'sweep-silent': {
      severity: 'ticket',
      impact: 'Nobody looks after lost decisions and dead imports: they stay as they are until somebody does.',
      metric: sweep.metricInvocations(OFTEN),
      threshold: 1,
      below: true,
      periods: 3,
    },
    'restore-points-neglected': {
      severity: 'ticket',
      impact: 'Changed companies get no daily restore point, and restore points whose time is over are still listed.',
      metric: new MathExpression({
        expression: 'FILL(run, 0) - FILL(failed, 0)',
        label: 'Runs without an error',
        usingMetrics: {
          run: keepRestorePoints.metricInvocations(HOURLY),
          failed: keepRestorePoints.metricErrors(HOURLY),
        },
        period: HOURLY.period,
      }),
      threshold: 1,
      below: true,
      periods: 3,
    },
    'functions-throttled': {
      severity: 'page',
      impact: 'Everything is slow, and some requests fail: the account runs as many functions at once as it may.',
      // Without dimensions, since all functions of the account share what may run at once.
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...OFTEN }),
      threshold: 10,
    },
    'records-throttled': {
      severity: 'ticket',
      impact: 'Imports and restores take longer; they wait and try again, and nothing is lost.',
      metric: throttledOn(recordsTable),
      threshold: 1000,
      periods: 3,
    },
    'state-throttled': {
      severity: 'ticket',
      impact: 'Decisions and progress are slow to appear in the wizard.',
      metric: throttledOn(stateTable),
      threshold: 50,
      periods: 3,
    },
  }
}

/** One alarm per thing that goes wrong for a user, all to one topic. */
export class Observability extends Construct {
  readonly topic: Topic

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id)

    const key = new Key(this, 'Key', { description: 'Messages of alarms', enableKeyRotation: true })
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    this.topic = new Topic(this, 'Alarms', { masterKey: key, enforceSSL: true })
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    if (props.alarmMail !== undefined) this.topic.addSubscription(new EmailSubscription(props.alarmMail))

    for (const [name, alarm] of Object.entries(alarmsOf(props))) {
      new Alarm(this, name, {
        alarmName: `${Aws.STACK_NAME}-${alarm.severity}-${name}`,
        alarmDescription: `${alarm.impact} What to do: docs/runbook.md#${name}`,
        metric: alarm.metric,
        threshold: alarm.threshold,
        evaluationPeriods: alarm.periods ?? 1,
        comparisonOperator: alarm.below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        // Nothing happened is good news, except where something has to happen.
        treatMissingData: alarm.below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(this.topic))
    }
  }
}

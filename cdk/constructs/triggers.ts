import { Duration } from 'aws-cdk-lib'
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction, SfnStateMachine } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { UPLOADS } from '../../lib/contracts/keys.ts'
import { acknowledge } from './acknowledge.ts'

export interface TriggersProps {
  readonly bucket: IBucket
  readonly importMachine: IStateMachine
  readonly sweep: IFunction
  readonly keepRestorePoints: IFunction
}

/**
 * EventBridge tries again with growing pauses for this long. An upload is waited for with the browser open: what could not be
 * started within two hours is better looked at by somebody, and the sweeper says so in the import meanwhile.
 */
const START_RETRIES = { retryAttempts: 20, maxEventAge: Duration.hours(2) } as const

/** What starts by itself: an import when its file has arrived, the sweeper every five minutes, and the restore points' keeper every hour. */
export class Triggers extends Construct {
  /** Uploads whose import could not be started. */
  readonly notStarted: Queue

  constructor(scope: Construct, id: string, { bucket, importMachine, sweep, keepRestorePoints }: TriggersProps) {
    super(scope, id)

    this.notStarted = new Queue(this, 'NotStarted', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    acknowledge(this.notStarted, 'SQS3', 'This is the dead-letter queue of the rule that starts imports.')

    new Rule(this, 'FileArrived', {
      description: 'A file was uploaded: start its import',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: UPLOADS }] } },
      },
      targets: [
        new SfnStateMachine(importMachine, {
          ...START_RETRIES,
          deadLetterQueue: this.notStarted,
          input: RuleTargetInput.fromObject({
            upload: {
              key: EventField.fromPath('$.detail.object.key'),
              versionId: EventField.fromPath('$.detail.object.version-id'),
              size: EventField.fromPath('$.detail.object.size'),
            },
          }),
        }),
      ],
    })

    new Rule(this, 'EveryFiveMinutes', {
      description: 'Sweep: send decisions again that never arrived, end what died',
      schedule: Schedule.rate(Duration.minutes(5)),
      // The next sweep does what this one could not.
      targets: [new LambdaFunction(sweep, { retryAttempts: 0 })],
    })

    new Rule(this, 'EveryHour', {
      description: 'Restore points: make those of the day, remove those whose time is over',
      // Not on the hour, when everybody's jobs run.
      schedule: Schedule.cron({ minute: '17' }),
      // The next hour does what this one could not.
      targets: [new LambdaFunction(keepRestorePoints, { retryAttempts: 0 })],
    })
  }
}

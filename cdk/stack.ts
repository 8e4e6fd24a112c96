import { Annotations, Aws, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import type { ISource } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import { Api } from './constructs/api.ts'
import { AuditTrail } from './constructs/audit-trail.ts'
import { Functions } from './constructs/functions.ts'
import { Notifications } from './constructs/notifications.ts'
import { Observability } from './constructs/observability.ts'
import { Records } from './constructs/records.ts'
import { Triggers } from './constructs/triggers.ts'
import { Uploads } from './constructs/uploads.ts'
import { Users, WEB_SCOPES } from './constructs/users.ts'
import { Web } from './constructs/web.ts'
import { WebDeployment } from './constructs/web-deployment.ts'
import { Workflow } from './constructs/workflow.ts'

/** What can be set for a deployment; each by the context value of the same name (`-c webUrl=https://…`). */
export interface MusterSettings {
  /**
   * The address mails come from. SES asks its owner for confirmation once.
   * @default 'muster@example.com', and a warning: nobody will get mails
   */
  readonly mailFrom?: string
  /**
   * Where people find the web application, as an origin; links in mails and the sign-in lead there.
   * @default - the address that CloudFront gives it
   */
  readonly webUrl?: string
  /**
   * The certificate for the host of `webUrl`, in us-east-1.
   * @default - the application answers at the address that CloudFront gives it
   */
  readonly certificateArn?: string
  /**
   * Origins that may call the API and upload from a browser.
   * @default - the origin of `webUrl`
   */
  readonly origins?: readonly string[]
  /**
   * First part of the host name of the sign-in page; has to be unique in the region.
   * @default - 'muster-' and the account's number
   */
  readonly signInDomain?: string
  /**
   * Who gets alarms by e-mail.
   * @default - nobody; subscribe to the topic in the output AlarmTopicArn
   */
  readonly alarmMail?: string
  /**
   * What becomes of tables, bucket and user pool when the stack is deleted. RETAIN protects them from deletion as well.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy
}

export interface MusterProps extends StackProps, MusterSettings {
  /** The bundles of all functions, each at its path: `api/decide-user/index.mjs`. */
  readonly code: Code
  /** The folder of the state machines' definitions. */
  readonly definitions: string
  /**
   * The files of the web application.
   * @default - none are brought into its bucket
   */
  readonly pages?: ISource
}

/** All of Muster: composes the constructs, one per capability, and says what they are to each other. */
export class MusterStack extends Stack {
  constructor(scope: Construct, id: string, props: MusterProps) {
    super(scope, id, { description: 'Muster: one spreadsheet into the accounts of many users', ...props })

    const { mailFrom = 'muster@example.com', signInDomain = `muster-${Aws.ACCOUNT_ID}` } = props
    const { removalPolicy = RemovalPolicy.RETAIN } = props
    if (props.mailFrom === undefined) {
      Annotations.of(this).addWarningV2(
        'muster:mailFrom',
        'Give the context value mailFrom before you deploy (docs/deploy.md)',
      )
    }
    const web = new Web(this, 'Web', {
      ...(props.webUrl === undefined ? {} : { webUrl: props.webUrl }),
      ...(props.certificateArn === undefined ? {} : { certificateArn: props.certificateArn }),
      signInDomain,
      removalPolicy,
    })
    const { origins = [web.url] } = props
    const importMachineName = `${this.stackName}-import`
    const restoreMachineName = `${this.stackName}-restore`

    const { bucket } = new Uploads(this, 'Uploads', { origins, removalPolicy })
    const { stateTable, recordsTable } = new Records(this, 'Records', { removalPolicy })
    const { table: auditTable } = new AuditTrail(this, 'AuditTrail', { removalPolicy })
    const mail = new Notifications(this, 'Notifications', { mailFrom })
    const functions = new Functions(this, 'Functions', {
      code: props.code,
      stateTable,
      recordsTable,
      auditTable,
      bucket,
      importMachineName,
      restoreMachineName,
      mail,
      webUrl: web.url,
    })
    const { importMachine, restoreMachine } = new Workflow(this, 'Workflow', {
      definitions: props.definitions,
      functionOf: functions.workflow,
      importMachineName,
      restoreMachineName,
    })
    const { notStarted } = new Triggers(this, 'Triggers', {
      bucket,
      importMachine,
      sweep: functions.event('sweep'),
      keepRestorePoints: functions.event('keepRestorePoints'),
    })
    const users = new Users(this, 'Users', {
      addClaims: functions.event('addClaims'),
      webUrl: web.url,
      signInDomain,
      removalPolicy,
    })
    const { api } = new Api(this, 'Api', {
      functionOf: functions.api,
      userPoolId: users.pool.userPoolId,
      clientId: users.webClient.userPoolClientId,
      origins,
    })
    if (props.pages !== undefined) {
      new WebDeployment(this, 'WebDeployment', {
        pages: props.pages,
        config: {
          apiUrl: api.apiEndpoint,
          authority: users.issuer,
          clientId: users.webClient.userPoolClientId,
          scope: WEB_SCOPES.join(' '),
        },
        bucket: web.bucket,
        distribution: web.distribution,
      })
    }
    const { topic } = new Observability(this, 'Observability', {
      importMachine,
      restoreMachine,
      notStarted,
      api,
      recordsTable,
      stateTable,
      sweep: functions.event('sweep'),
      keepRestorePoints: functions.event('keepRestorePoints'),
      addClaims: functions.event('addClaims'),
      ...(props.alarmMail === undefined ? {} : { alarmMail: props.alarmMail }),
    })

    const outputs = {
      WebUrl: web.url,
      ApiUrl: api.apiEndpoint,
      StateTableName: stateTable.tableName,
      RecordsTableName: recordsTable.tableName,
      AuditTableName: auditTable.tableName,
      BucketName: bucket.bucketName,
      UserPoolId: users.pool.userPoolId,
      WebClientId: users.webClient.userPoolClientId,
      SignInUrl: users.signInUrl,
      AlarmTopicArn: topic.topicArn,
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}

import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { ENVIRONMENT_OF, type Capability, type environments } from '../../lib/contracts/environment.ts'
import { POINTS, UPLOADS } from '../../lib/contracts/keys.ts'

/** Prefixes of everything Muster itself writes into the bucket; what people upload lies under `uploads/`. */
export const FILE_PREFIXES = ['imports/', POINTS, 'restores/'] as const

/** The things capabilities are about. */
export interface Surroundings {
  readonly stateTable: { readonly tableName: string; readonly tableArn: string }
  readonly recordsTable: { readonly tableName: string; readonly tableArn: string }
  readonly auditTable: { readonly tableName: string; readonly tableArn: string }
  readonly bucket: { readonly bucketName: string; readonly bucketArn: string }
  readonly importMachineName: string
  readonly restoreMachineName: string
  readonly mail: { readonly from: string; readonly identityArn: string }
  readonly webUrl: string
}

/** Permissions with, where a resource has to end in a wildcard, the sentence that says why. */
export interface Grant {
  readonly statement: PolicyStatement
  readonly wildcard?: string
}

const READ_TABLE = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']
const WRITE_TABLE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem']

const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources })

/**
 * ARN of a state machine by its name. By name, because a reference would close a circle: the machine needs its functions,
 * a function its role, and the role of a function that answers the machine needs the machine.
 */
function machineArn(scope: Construct, machineName: string): string {
  return `arn:${Stack.of(scope).partition}:states:${Stack.of(scope).region}:${Stack.of(scope).account}:stateMachine:${machineName}`
}

function starting(scope: Construct, machineName: string): Grant[] {
  return [{ statement: allow(['states:StartExecution'], machineArn(scope, machineName)) }]
}

function describing(scope: Construct, machineName: string): Grant[] {
  const { partition, region, account } = Stack.of(scope)
  return [
    {
      statement: allow(
        ['states:DescribeExecution'],
        `arn:${partition}:states:${region}:${account}:execution:${machineName}:*`,
      ),
      wildcard:
        'Executions are named after the imports and restores they run, which do not exist when this is deployed.',
    },
  ]
}

/**
 * The permissions of each capability, and nothing beside them: a function's role is the sum of its capabilities.
 *
 * @param scope any construct of the stack
 */
export function grantsOf(scope: Construct, surroundings: Surroundings): Readonly<Record<Capability, readonly Grant[]>> {
  const { stateTable, recordsTable, auditTable, bucket, mail } = surroundings
  const uploads = `${bucket.bucketArn}/${UPLOADS}*`
  const files = FILE_PREFIXES.map((prefix) => `${bucket.bucketArn}/${prefix}*`)
  const points = `${bucket.bucketArn}/${POINTS}*`
  const listPoints: Grant = {
    statement: new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${POINTS}*` } },
    }),
  }
  const keys =
    'Objects are named after companies, imports and restore points, which do not exist when this is deployed; the prefix is fixed.'
  return {
    'state:read': [{ statement: allow(READ_TABLE, stateTable.tableArn) }],
    'state:write': [{ statement: allow(WRITE_TABLE, stateTable.tableArn) }],
    'records:read': [{ statement: allow(READ_TABLE, recordsTable.tableArn) }],
    'records:write': [{ statement: allow(WRITE_TABLE, recordsTable.tableArn) }],
    // Nobody updates or deletes an entry, and writing several at once is not needed: it would know no conditions.
    'audit:append': [{ statement: allow(['dynamodb:PutItem'], auditTable.tableArn) }],
    'audit:read': [{ statement: allow(['dynamodb:Query'], auditTable.tableArn) }],
    'uploads:read': [{ statement: allow(['s3:GetObject', 's3:GetObjectVersion'], uploads), wildcard: keys }],
    'uploads:presign': [{ statement: allow(['s3:PutObject'], uploads), wildcard: keys }],
    'files:read': [
      { statement: allow(['s3:GetObject'], ...files), wildcard: keys },
      // Without it S3 answers 403 instead of 404 for an object that is not there, and "not there" could not be told
      // from "not allowed". It shows keys, never contents. No condition on the prefix: GetObject has none to compare.
      { statement: allow(['s3:ListBucket'], bucket.bucketArn) },
    ],
    'files:write': [{ statement: allow(['s3:PutObject', 's3:AbortMultipartUpload'], ...files), wildcard: keys }],
    // Also a PUT that brings tags along needs it.
    'points:tag': [{ statement: allow(['s3:PutObjectTagging'], points), wildcard: keys }, listPoints],
    // Of the newest version only: what is deleted by mistake can be brought back for some days.
    'points:delete': [{ statement: allow(['s3:DeleteObject'], points), wildcard: keys }, listPoints],
    // The notes which companies changed, and no record: those lie in other partitions of the table.
    changes: [
      {
        statement: new PolicyStatement({
          actions: ['dynamodb:Query', 'dynamodb:DeleteItem'],
          resources: [recordsTable.tableArn],
          conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['CHANGES'] } },
        }),
      },
    ],
    'import-machine:start': starting(scope, surroundings.importMachineName),
    'import-machine:describe': describing(scope, surroundings.importMachineName),
    'restore-machine:start': starting(scope, surroundings.restoreMachineName),
    'restore-machine:describe': describing(scope, surroundings.restoreMachineName),
    // Only the import asks people.
    callbacks: [{ statement: allow(['states:SendTaskSuccess'], machineArn(scope, surroundings.importMachineName)) }],
    mail: [
      {
        statement: new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: [mail.identityArn],
          conditions: { StringEquals: { 'ses:FromAddress': mail.from } },
        }),
      },
    ],
  }
}

/**
 * The environment variables a function needs for its capabilities, none more.
 *
 * @param scope any construct of the stack
 */
export function environmentOf(
  scope: Construct,
  may: readonly Capability[],
  surroundings: Surroundings,
): Record<string, string> {
  const parts: Record<keyof typeof environments, Record<string, string>> = {
    state: { STATE_TABLE: surroundings.stateTable.tableName },
    records: { RECORDS_TABLE: surroundings.recordsTable.tableName },
    audit: { AUDIT_TABLE: surroundings.auditTable.tableName },
    files: { BUCKET: surroundings.bucket.bucketName },
    importMachine: { IMPORT_STATE_MACHINE_ARN: machineArn(scope, surroundings.importMachineName) },
    restoreMachine: { RESTORE_STATE_MACHINE_ARN: machineArn(scope, surroundings.restoreMachineName) },
    mail: { MAIL_FROM: surroundings.mail.from, WEB_URL: surroundings.webUrl },
  }
  return may.reduce<Record<string, string>>((environment, capability) => {
    const part = ENVIRONMENT_OF[capability]
    return part === undefined ? environment : { ...environment, ...parts[part] }
  }, {})
}

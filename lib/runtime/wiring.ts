import { createApprovals } from '../adapters/dynamodb/approvals.ts'
import { createAudit } from '../adapters/dynamodb/audit.ts'
import { createDynamoClient } from '../adapters/dynamodb/client.ts'
import { createChanges } from '../adapters/dynamodb/changes.ts'
import { createCompanies } from '../adapters/dynamodb/companies.ts'
import { createCustomFields } from '../adapters/dynamodb/custom-fields.ts'
import { createConfigurations } from '../adapters/dynamodb/configurations.ts'
import { createImportUsers } from '../adapters/dynamodb/import-users.ts'
import { createImports } from '../adapters/dynamodb/imports.ts'
import { createLocks } from '../adapters/dynamodb/locks.ts'
import { createMappingHistory } from '../adapters/dynamodb/mapping-history.ts'
import { createRecords } from '../adapters/dynamodb/records.ts'
import { createRestorePoints } from '../adapters/dynamodb/restore-points.ts'
import { createRestores } from '../adapters/dynamodb/restores.ts'
import { createUndone } from '../adapters/dynamodb/undone.ts'
import { createUsers } from '../adapters/dynamodb/users.ts'
import { createS3Client } from '../adapters/s3/client.ts'
import { createFiles } from '../adapters/s3/files.ts'
import { createRetention } from '../adapters/s3/retention.ts'
import { createUploads } from '../adapters/s3/uploads.ts'
import { createMailClient } from '../adapters/ses/client.ts'
import { createMail } from '../adapters/ses/mail.ts'
import { createCallbacks } from '../adapters/stepfunctions/callbacks.ts'
import { createStepFunctionsClient } from '../adapters/stepfunctions/client.ts'
import { createExecutions } from '../adapters/stepfunctions/executions.ts'
import { environments } from '../contracts/environment.ts'
import { basics, type Basics, type Environment, type Part, type Wire } from './deps.ts'

/** Companies, their custom fields, users, imports, their users and approvals, locks, restore points and restores. */
export const state = (env: Environment) => {
  const { STATE_TABLE } = environments.state.parse(env)
  const client = createDynamoClient()
  return {
    ...createCompanies(client, STATE_TABLE),
    ...createCustomFields(client, STATE_TABLE),
    ...createUsers(client, STATE_TABLE),
    ...createConfigurations(client, STATE_TABLE),
    ...createImports(client, STATE_TABLE),
    ...createImportUsers(client, STATE_TABLE),
    ...createApprovals(client, STATE_TABLE),
    ...createLocks(client, STATE_TABLE),
    ...createMappingHistory(client, STATE_TABLE),
    ...createRestorePoints(client, STATE_TABLE),
    ...createRestores(client, STATE_TABLE),
    ...createUndone(client, STATE_TABLE),
  }
}

/** The records of all users, and which companies' records changed. */
export const records = (env: Environment) => {
  const { RECORDS_TABLE } = environments.records.parse(env)
  const client = createDynamoClient()
  return { ...createRecords(client, RECORDS_TABLE), ...createChanges(client, RECORDS_TABLE) }
}

/** Who did what: to be added to, and to be read. */
export const audit = (env: Environment) => {
  const { AUDIT_TABLE } = environments.audit.parse(env)
  return createAudit(createDynamoClient(), AUDIT_TABLE)
}

/** The bucket: uploads and what is presigned for them, and what imports and restores keep there. */
export const files = (env: Environment) => {
  const { BUCKET } = environments.files.parse(env)
  const client = createS3Client()
  return { ...createFiles(client, BUCKET), ...createRetention(client, BUCKET), ...createUploads(client, BUCKET) }
}

/** Executions of the import workflow. */
export const importMachine = (env: Environment) => {
  const { IMPORT_STATE_MACHINE_ARN } = environments.importMachine.parse(env)
  const { startExecution, describeExecution } = createExecutions(createStepFunctionsClient(), IMPORT_STATE_MACHINE_ARN)
  return { startImportExecution: startExecution, describeImportExecution: describeExecution }
}

/** Executions of the restore workflow. */
export const restoreMachine = (env: Environment) => {
  const { RESTORE_STATE_MACHINE_ARN } = environments.restoreMachine.parse(env)
  const executions = createExecutions(createStepFunctionsClient(), RESTORE_STATE_MACHINE_ARN)
  return {
    startRestoreExecution: executions.startExecution,
    restoreExecutionArn: executions.executionArn,
    describeRestoreExecution: executions.describeExecution,
  }
}

/** Ends waits of workflows. */
export const callbacks = () => createCallbacks(createStepFunctionsClient())

/** Mails, and where their links lead. */
export const mail = (env: Environment) => {
  const { MAIL_FROM, WEB_URL } = environments.mail.parse(env)
  return { ...createMail(createMailClient(), MAIL_FROM), webUrl: WEB_URL }
}

/** Everything that these parts give, together. */
type PortsOf<Parts extends readonly Part<object>[]> = Parts extends readonly [Part<infer Ports>, ...infer Rest]
  ? Rest extends readonly Part<object>[]
    ? Ports & PortsOf<Rest>
    : never
  : unknown

/**
 * Joins parts to the dependencies of one function: `wiring(state, files)`. Nothing is read or connected before the
 * result is called; each part throws, naming the variable, if the environment lacks what it needs.
 */
export function wiring<Parts extends readonly Part<object>[]>(...parts: Parts): Wire<Basics & PortsOf<Parts>>
export function wiring(...parts: readonly Part<object>[]): Wire<Basics> {
  return (env) => parts.reduce<Basics>((deps, part) => ({ ...deps, ...part(env) }), basics())
}

import { z } from 'zod'
import * as imports from './imports.ts'
import { importConfiguration } from './configuration.ts'
import { customFields, customFieldsChange, recordTypes } from './custom-fields.ts'
import {
  configurationChange,
  newConfiguration,
  savedConfiguration,
  savedConfigurationLine,
} from './saved-configurations.ts'
import { newRestore, newRestorePoint, restore, restorePoint } from './restore-points.ts'
import {
  binnedRecord,
  company,
  companyChange,
  fieldChanges,
  bulkUser,
  newUser,
  page,
  pageQuery,
  record,
  recordTypeName,
  user,
  userChange,
} from './schemas.ts'

/** One HTTP route: what feeds the router, the handler, the clients and the OpenAPI document. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/v1`, with `{names}` for path parameters. */
  readonly path: string
  readonly summary: string
  readonly status: 200 | 201 | 202 | 204
  readonly pathParameters?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response?: z.ZodType
  /** A download instead of JSON. */
  readonly download?: readonly string[]
}

const id = z.string().min(1).max(200)
const importPath = z.object({ importId: id })
const importUserPath = z.object({ importId: id, userId: id })
const configurationPath = z.object({ configurationId: id })
const recordsPath = z.object({ userId: id, type: recordTypeName })
const recordPath = z.object({ userId: id, type: recordTypeName, recordId: id })

/** All routes by name. The Lambda behind `decideUser` is `functions/api/decide-user.ts`. */
export const routes = {
  getMe: {
    method: 'GET',
    path: '/me',
    summary: 'Who am I',
    status: 200,
    response: z.object({ user, company: z.object({ id: z.string(), name: z.string() }), mayImport: z.boolean() }),
  },
  getCompany: {
    method: 'GET',
    path: '/company',
    summary: 'The company and its settings',
    status: 200,
    response: company,
  },
  updateCompany: {
    method: 'PATCH',
    path: '/company',
    summary: 'Change settings of the company',
    status: 200,
    body: companyChange,
    response: company,
  },
  listUsers: {
    method: 'GET',
    path: '/users',
    summary: 'The accounts the caller may see',
    status: 200,
    response: z.object({ users: z.array(user).readonly() }),
  },
  createUser: {
    method: 'POST',
    path: '/users',
    summary: 'Create an account',
    status: 201,
    body: newUser,
    response: user,
  },
  putUsers: {
    method: 'PUT',
    path: '/users',
    summary: 'Create or update accounts in bulk, found by e-mail or employee number',
    status: 200,
    body: z.strictObject({ users: z.array(bulkUser).min(1).max(5000).readonly() }),
    response: z.object({
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      users: z.array(user).readonly(),
    }),
  },
  updateUser: {
    method: 'PATCH',
    path: '/users/{userId}',
    summary: 'Change an account',
    status: 200,
    pathParameters: z.object({ userId: id }),
    body: userChange,
    response: user,
  },
  deleteUser: {
    method: 'DELETE',
    path: '/users/{userId}',
    summary: 'Remove an account that has no records; one that has records is to be made inactive',
    status: 204,
    pathParameters: z.object({ userId: id }),
  },
  listRecordTypes: {
    method: 'GET',
    path: '/record-types',
    summary: 'The record types and their fields',
    status: 200,
    response: recordTypes,
  },
  putCustomFields: {
    method: 'PUT',
    path: '/record-types/{type}/custom-fields',
    summary: "Give the whole list of the company's own fields of a record type (administrators)",
    status: 200,
    pathParameters: z.object({ type: recordTypeName }),
    body: customFieldsChange,
    response: customFields,
  },
  listRecords: {
    method: 'GET',
    path: '/users/{userId}/records/{type}',
    summary: "A user's records, page by page",
    status: 200,
    pathParameters: recordsPath,
    query: pageQuery,
    response: z.object({ records: z.array(record).readonly(), ...page }),
  },
  createRecord: {
    method: 'POST',
    path: '/users/{userId}/records/{type}',
    summary: 'Enter a record',
    status: 201,
    pathParameters: recordsPath,
    body: z.strictObject({ fields: fieldChanges }),
    response: record,
  },
  getRecord: {
    method: 'GET',
    path: '/users/{userId}/records/{type}/{recordId}',
    summary: 'One record',
    status: 200,
    pathParameters: recordPath,
    response: record,
  },
  updateRecord: {
    method: 'PATCH',
    path: '/users/{userId}/records/{type}/{recordId}',
    summary: 'Change fields of a record',
    status: 200,
    pathParameters: recordPath,
    body: z.strictObject({ fields: fieldChanges, version: z.number().int().min(1).optional() }),
    response: record,
  },
  deleteRecord: {
    method: 'DELETE',
    path: '/users/{userId}/records/{type}/{recordId}',
    summary: 'Put a record into the recycle bin',
    status: 204,
    pathParameters: recordPath,
  },
  listBinnedRecords: {
    method: 'GET',
    path: '/users/{userId}/recycle-bin',
    summary: "The records in a user's recycle bin, deleted by hand or by an import, page by page",
    status: 200,
    pathParameters: z.object({ userId: id }),
    query: pageQuery.extend({ type: recordTypeName.optional(), by: z.enum(['hand', 'import']).optional() }),
    response: z.object({ records: z.array(binnedRecord).readonly(), ...page }),
  },
  restoreRecord: {
    method: 'POST',
    path: '/users/{userId}/recycle-bin/{recordId}/restore',
    summary: 'Take a record out of the recycle bin',
    status: 200,
    pathParameters: z.object({ userId: id, recordId: id }),
    response: record,
  },
  restoreRecords: {
    method: 'POST',
    path: '/users/{userId}/recycle-bin/restore',
    summary: 'Take several records out of the recycle bin',
    status: 200,
    pathParameters: z.object({ userId: id }),
    body: z.strictObject({ recordIds: z.array(id).min(1).max(1000).readonly() }),
    response: z.object({
      restored: z.number().int(),
      notThere: z.array(z.string()).readonly(),
      inUse: z.array(z.object({ recordId: id, externalId: z.string(), holderId: id })).readonly(),
    }),
  },
  startImport: {
    method: 'POST',
    path: '/imports',
    summary: 'Begin an import: gives a presigned upload, whose completion starts the workflow',
    status: 201,
    body: imports.newImport,
    response: imports.startedImport,
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    summary: 'Imports, newest first',
    status: 200,
    query: pageQuery,
    response: z.object({ imports: z.array(imports.importSummaryLine).readonly(), ...page }),
  },
  getImport: {
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'The state of an import',
    status: 200,
    pathParameters: importPath,
    response: imports.importState,
  },
  checkSettings: {
    method: 'POST',
    path: '/imports/{importId}/settings/check',
    summary: 'What a configuration would make of the first rows; changes nothing',
    status: 200,
    pathParameters: importPath,
    body: importConfiguration,
    response: imports.settingsCheck,
  },
  putSettings: {
    method: 'PUT',
    path: '/imports/{importId}/settings',
    summary: 'Give the configuration the import waits for',
    status: 202,
    pathParameters: importPath,
    body: importConfiguration,
    response: imports.decided,
  },
  listImportUsers: {
    method: 'GET',
    path: '/imports/{importId}/users',
    summary: 'Which row goes to whom: users with rows, values not found, users without rows',
    status: 200,
    pathParameters: importPath,
    response: imports.importUsers,
  },
  putSelection: {
    method: 'PUT',
    path: '/imports/{importId}/selection',
    summary:
      'Give the selection of users the import waits for (user ids or e-mail addresses), or say first whom values mean',
    status: 202,
    pathParameters: importPath,
    body: imports.selection,
    response: imports.decided,
  },
  getPreview: {
    method: 'GET',
    path: '/imports/{importId}/users/{userId}/preview',
    summary: "What the import would do to one user's records, page by page",
    status: 200,
    pathParameters: importUserPath,
    query: pageQuery.extend({
      outcome: imports.previewOutcome.optional(),
    }),
    response: imports.preview,
  },
  decideUser: {
    method: 'POST',
    path: '/imports/{importId}/users/{userId}/decision',
    summary: 'Decide on a previewed user: import, skip, import-all, back or cancel',
    status: 202,
    pathParameters: importUserPath,
    body: imports.decision,
    response: imports.decided,
  },
  getApproval: {
    method: 'GET',
    path: '/approvals/{approvalId}',
    summary: "The question behind a mail's link; changes nothing",
    status: 200,
    pathParameters: z.object({ approvalId: id }),
    response: imports.approval,
  },
  decideApproval: {
    method: 'POST',
    path: '/approvals/{approvalId}',
    summary: "Answer the question behind a mail's link",
    status: 202,
    pathParameters: z.object({ approvalId: id }),
    body: imports.decision,
    response: imports.decided,
  },
  getUserResult: {
    method: 'GET',
    path: '/imports/{importId}/users/{userId}/result',
    summary: "What became of one user's rows",
    status: 200,
    pathParameters: importUserPath,
    query: pageQuery.extend({ outcome: z.string().max(20).optional() }),
    response: imports.userResult,
  },
  getSummary: {
    method: 'GET',
    path: '/imports/{importId}/summary',
    summary: 'The accounts of an import, per user and overall',
    status: 200,
    pathParameters: importPath,
    response: imports.importSummary,
  },
  getRejectedRows: {
    method: 'GET',
    path: '/imports/{importId}/rejected-rows',
    summary: "Rejected rows in the file's own columns, with the reason in front",
    status: 200,
    pathParameters: importPath,
    query: z.object({
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      unassigned: z.stringbool().default(false).meta({ description: 'Also the rows that belong to no user.' }),
    }),
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
  },
  getImportConfiguration: {
    method: 'GET',
    path: '/imports/{importId}/configuration',
    summary: 'The configuration of an import, for the next time',
    status: 200,
    pathParameters: importPath,
    response: importConfiguration,
  },
  listConfigurations: {
    method: 'GET',
    path: '/import-configurations',
    summary: 'The saved import configurations of the company',
    status: 200,
    response: z.object({ importConfigurations: z.array(savedConfigurationLine).readonly() }),
  },
  createConfiguration: {
    method: 'POST',
    path: '/import-configurations',
    summary: 'Save an import configuration under a name',
    status: 201,
    body: newConfiguration,
    response: savedConfiguration,
  },
  getConfiguration: {
    method: 'GET',
    path: '/import-configurations/{configurationId}',
    summary: 'One saved import configuration',
    status: 200,
    pathParameters: configurationPath,
    response: savedConfiguration,
  },
  putConfiguration: {
    method: 'PUT',
    path: '/import-configurations/{configurationId}',
    summary: 'Replace a saved import configuration, of the revision that was seen',
    status: 200,
    pathParameters: configurationPath,
    body: configurationChange,
    response: savedConfiguration,
  },
  deleteConfiguration: {
    method: 'DELETE',
    path: '/import-configurations/{configurationId}',
    summary: 'Forget a saved import configuration; imports that began with it keep theirs',
    status: 204,
    pathParameters: configurationPath,
  },
  cancelImport: {
    method: 'POST',
    path: '/imports/{importId}/cancel',
    summary: 'Stop an import; what was imported stays',
    status: 202,
    pathParameters: importPath,
    response: imports.importState,
  },
  resumeImport: {
    method: 'POST',
    path: '/imports/{importId}/resume',
    summary: 'Go on with a failed import where it stopped',
    status: 202,
    pathParameters: importPath,
    response: imports.importState,
  },
  listRestorePoints: {
    method: 'GET',
    path: '/restore-points',
    summary: 'Restore points, newest first',
    status: 200,
    query: pageQuery,
    response: z.object({ restorePoints: z.array(restorePoint).readonly(), ...page }),
  },
  createRestorePoint: {
    method: 'POST',
    path: '/restore-points',
    summary: 'Make a restore point by hand',
    status: 202,
    body: newRestorePoint,
    response: restorePoint,
  },
  getRestorePoint: {
    method: 'GET',
    path: '/restore-points/{restorePointId}',
    summary: 'One restore point',
    status: 200,
    pathParameters: z.object({ restorePointId: id }),
    response: restorePoint,
  },
  startRestore: {
    method: 'POST',
    path: '/restore-points/{restorePointId}/restore',
    summary: 'Put the company, or some users, back to a restore point; or say what that would change',
    status: 202,
    pathParameters: z.object({ restorePointId: id }),
    body: newRestore,
    response: restore,
  },
  getRestore: {
    method: 'GET',
    path: '/restores/{restoreId}',
    summary: 'The state of a restore',
    status: 200,
    pathParameters: z.object({ restoreId: id }),
    response: restore,
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes

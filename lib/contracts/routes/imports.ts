import { z } from 'zod'
import * as imports from '../imports.ts'
import { importConfiguration } from '../configuration.ts'
import { page, pageQuery, searchQuery, spreadsheetQuery } from '../schemas.ts'
import { id, importPath, type Route } from './route.ts'

const question = z.object({
  approvalId: id.optional().meta({
    description: 'The question this answers, as `waiting` of the import names it; without it, whatever is asked now.',
  }),
})

const importUserPath = z.object({ importId: id, userId: id })

/** Imports, from the upload to the downloads. */
export const importsRoutes = {
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
    query: question,
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
    query: question,
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
      ...searchQuery,
    }),
    response: imports.preview,
  },
  decideUser: {
    method: 'POST',
    path: '/imports/{importId}/users/{userId}/decision',
    summary: 'Decide on a previewed user: import, skip, import-all, back or cancel',
    status: 202,
    pathParameters: importUserPath,
    query: question,
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
    query: pageQuery.extend({ outcome: z.string().max(20).optional(), ...searchQuery }),
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
      ...spreadsheetQuery,
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
} as const satisfies Record<string, Route>

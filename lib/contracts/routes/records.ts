import { z } from 'zod'
import { page, binnedRecord, fieldChanges, pageQuery, record, recordTypeName, searchQuery } from '../schemas.ts'
import { id, type Route } from './route.ts'

const recordsPath = z.object({ userId: id, type: recordTypeName })
const recordPath = z.object({ userId: id, type: recordTypeName, recordId: id })

/** Users' records and their recycle bins. */
export const recordsRoutes = {
  listRecords: {
    method: 'GET',
    path: '/users/{userId}/records/{type}',
    summary: "A user's records, page by page",
    status: 200,
    pathParameters: recordsPath,
    query: pageQuery.extend(searchQuery),
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
    query: pageQuery.extend({
      type: recordTypeName.optional(),
      by: z.enum(['hand', 'import']).optional(),
      ...searchQuery,
    }),
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
} as const satisfies Record<string, Route>

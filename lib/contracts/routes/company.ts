import { z } from 'zod'
import { auditPage, auditQuery } from '../audit.ts'
import { customFields, customFieldsChange, recordTypes } from '../custom-fields.ts'
import { company, companyChange, bulkUser, newUser, recordTypeName, user, userChange } from '../schemas.ts'
import { id, type Route } from './route.ts'

/** The company, its accounts, its own fields, and what was done. */
export const companyRoutes = {
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
  listAudit: {
    method: 'GET',
    path: '/audit',
    summary: 'Who did what, and when, newest first: administrators see all, everybody else their own',
    status: 200,
    query: auditQuery,
    response: auditPage,
  },
} as const satisfies Record<string, Route>

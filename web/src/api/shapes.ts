import type { AnswerOf } from '../../../lib/contracts/client.ts'

/** What the API answers, by the names that pages use for it. */

/** An account. */
export type User = AnswerOf<'listUsers'>['users'][number]

/** A record type with its fields, as the company uses it. */
export type RecordType = AnswerOf<'listRecordTypes'>['recordTypes'][number]
export type Field = RecordType['fields'][number]
export type CustomField = RecordType['customFields']['fields'][number]
export type RecordTypeName = RecordType['name']

/** One record of a user. */
export type Record = AnswerOf<'getRecord'>
export type FieldValue = Record['fields'][string]

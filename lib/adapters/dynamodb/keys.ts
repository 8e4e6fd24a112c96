import type { WaitKey } from '../../ports/imports.ts'
import type { Key } from './client.ts'

/**
 * Where each item of the tables lies. A company's ID is always the first part of a partition key and holds no `#`,
 * so that nothing that follows it, however it was forged, can name another company's partition.
 */
function company(companyId: string): string {
  if (companyId === '' || companyId.includes('#'))
    throw new Error('A company ID must not be empty or hold the character #.')
  return companyId
}

export const companyPartition = (companyId: string) => `C#${company(companyId)}`
/** What is undone, and for whom: `<import, restore or undo>#<user>`. */
export const undonePartition = (companyId: string) => `U#${company(companyId)}`
export const importPartition = (companyId: string, importId: string) => `I#${company(companyId)}#${importId}`
export const recordsPartition = (companyId: string, userId: string) => `${company(companyId)}#${userId}`
export const auditPartition = (companyId: string) => `A#${company(companyId)}`
/** Lists the companies whose lock may be held. */
export const LOCKS_PARTITION = 'LOCKS'
/** Lists restore points by the moment they expire. */
export const EXPIRIES_PARTITION = 'EXPIRIES'
/** Lists, in the records table, the companies whose records changed. */
export const CHANGES_PARTITION = 'CHANGES'

export const USER_PREFIX = 'USER#'
export const IMPORT_PREFIX = 'IMPORT#'
export const POINT_PREFIX = 'POINT#'
export const RESTORE_PREFIX = 'RESTORE#'

const ofCompany = (companyId: string, sk: string): Key => ({ pk: companyPartition(companyId), sk })

export const companyKey = (companyId: string) => ofCompany(companyId, 'COMPANY')
export const customFieldsKey = (companyId: string, type: string) => ofCompany(companyId, `CUSTOM-FIELDS#${type}`)
export const lockKey = (companyId: string) => ofCompany(companyId, 'LOCK')
export const lockListingKey = (companyId: string): Key => ({ pk: LOCKS_PARTITION, sk: company(companyId) })
export const userKey = (companyId: string, userId: string) => ofCompany(companyId, `${USER_PREFIX}${userId}`)
export const emailKey = (companyId: string, email: string) => ofCompany(companyId, `EMAIL#${email}`)
export const employeeNumberKey = (companyId: string, employeeNumber: string) =>
  ofCompany(companyId, `EMPNO#${employeeNumber}`)
export const importKey = (companyId: string, importId: string) => ofCompany(companyId, `${IMPORT_PREFIX}${importId}`)
export const approvalKey = (companyId: string, approvalId: string) => ofCompany(companyId, `APPROVAL#${approvalId}`)
export const waitKey = ({ companyId, importId, round, step, userId }: WaitKey) =>
  ofCompany(companyId, `WAIT#${importId}#${round}#${step}#${userId ?? ''}`)
export const restorePointKey = (companyId: string, id: string) => ofCompany(companyId, `${POINT_PREFIX}${id}`)
export const expiryKey = (companyId: string, restorePointId: string, expiresAt: string): Key => ({
  pk: EXPIRIES_PARTITION,
  sk: `${expiresAt}#${company(companyId)}#${restorePointId}`,
})
export const changeKey = (companyId: string): Key => ({ pk: CHANGES_PARTITION, sk: company(companyId) })
export const restoreKey = (companyId: string, id: string) => ofCompany(companyId, `${RESTORE_PREFIX}${id}`)
export const configurationsKey = (companyId: string) => ofCompany(companyId, 'CONFIGURATIONS')
export const configurationKey = (companyId: string, body: string) => ofCompany(companyId, `CONFIGURATION#${body}`)
export const mappingHistoryKey = (companyId: string, type: string) => ofCompany(companyId, `MAPPED#${type}`)
export const importUserKey = (companyId: string, importId: string, userId: string): Key => ({
  pk: importPartition(companyId, importId),
  sk: `${USER_PREFIX}${userId}`,
})
export const recordKey = (companyId: string, userId: string, type: string, recordId: string): Key => ({
  pk: recordsPartition(companyId, userId),
  sk: `${type}#${recordId}`,
})
/** Sorted by time: ISO texts in UTC of the same length are ordered as the moments they name. */
export const auditKey = (companyId: string, at: string, id: string): Key => ({
  pk: auditPartition(companyId),
  sk: `${at}#${id}`,
})

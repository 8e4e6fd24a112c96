/** Where each object of the bucket lies. The prefix `uploads/` starts the workflow; nothing else is written there. */

export const UPLOADS = 'uploads/'

export const uploadKey = (companyId: string, importId: string) => `${UPLOADS}${companyId}/${importId}/source`

/** The import an uploaded object belongs to; `undefined` for a key that no upload policy allows. */
export function importOfUpload(key: string): { companyId: string; importId: string } | undefined {
  const match = /^uploads\/([^/]+)\/([^/]+)\/source$/.exec(key)
  const [, companyId, importId] = match ?? []
  return companyId === undefined || importId === undefined ? undefined : { companyId, importId }
}

const importFolder = (companyId: string, importId: string) => `imports/${companyId}/${importId}`

export const inspectionKey = (companyId: string, importId: string) =>
  `${importFolder(companyId, importId)}/inspection.json`
export const assignmentKey = (companyId: string, importId: string, split: string) =>
  `${importFolder(companyId, importId)}/splits/${split}/assignment.json`
export const rowsKey = (companyId: string, importId: string, split: string, userId: string) =>
  `${importFolder(companyId, importId)}/splits/${split}/rows/${userId}.ndjson.gz`
export const unassignedRowsKey = (companyId: string, importId: string, split: string) =>
  `${importFolder(companyId, importId)}/splits/${split}/unassigned.ndjson.gz`
/** The keys that the rows of each user name, where customers are brought over and missing ones deleted. */
export const rowKeysKey = (companyId: string, importId: string, split: string) =>
  `${importFolder(companyId, importId)}/splits/${split}/keys.ndjson.gz`
/** Where every customer of the company was when the import began. */
export const customerDirectoryKey = (companyId: string, importId: string) =>
  `${importFolder(companyId, importId)}/customers.ndjson.gz`
/** Each making of a plan has its own object: a late attempt cannot replace a plan that was shown. */
export const planKey = (companyId: string, importId: string, round: number, userId: string, making: string) =>
  `${importFolder(companyId, importId)}/plans/${round}/${userId}-${making}.ndjson.gz`
/** One object per written chunk: that it is there is the acknowledgement of the chunk. */
export const chunkPrefix = (companyId: string, importId: string, round: number, userId: string) =>
  `${importFolder(companyId, importId)}/written/${round}/${userId}/`
export const chunkKey = (companyId: string, importId: string, round: number, userId: string, chunk: number) =>
  `${chunkPrefix(companyId, importId, round, userId)}${String(chunk).padStart(6, '0')}.json`
/** The first entry of a chunk, from the key of its object. */
export const chunkOf = (key: string) => Number(key.slice(key.lastIndexOf('/') + 1).replace('.json', ''))
export const resultKey = (companyId: string, importId: string, userId: string) =>
  `${importFolder(companyId, importId)}/results/${userId}.ndjson.gz`
export const summaryKey = (companyId: string, importId: string) => `${importFolder(companyId, importId)}/summary.json`

/** Days for which the files of imports, restores and undos are kept: as long as they can be undone. */
export const FILES_KEPT_DAYS = 90

export const POINTS = 'restore-points/'

const pointFolder = (companyId: string, restorePointId: string) => `${POINTS}${companyId}/${restorePointId}`
/** Everything a restore point is made of begins so. */
export const pointPrefix = (companyId: string, restorePointId: string) => `${pointFolder(companyId, restorePointId)}/`

interface PointAttempt {
  readonly companyId: string
  readonly id: string
  readonly attempt?: number
}
/** Each attempt at a restore point has its own objects, so that no point is made of two moments. */
const attemptFolder = ({ companyId, id, attempt = 1 }: PointAttempt) => `${pointFolder(companyId, id)}/${attempt}`
export const pointUsersKey = (point: PointAttempt) => `${attemptFolder(point)}/users.json`
export const pointBatchKey = (point: PointAttempt, batch: number) => `${attemptFolder(point)}/batches/${batch}.json`
/** What a restore point has of users begins so. */
export const pointUsersPrefix = (point: PointAttempt) => `${attemptFolder(point)}/users/`
export const pointUserKey = (point: PointAttempt, userId: string) => `${pointUsersPrefix(point)}${userId}.ndjson.gz`
export const manifestKey = (companyId: string, restorePointId: string) =>
  `${pointFolder(companyId, restorePointId)}/manifest.json`

const restoreFolder = (companyId: string, restoreId: string) => `restores/${companyId}/${restoreId}`
export const restoreUsersKey = (companyId: string, restoreId: string) =>
  `${restoreFolder(companyId, restoreId)}/users.json`
/** What is to be written for one user, with the states it was compared with: decided for all before the first write. */
export const restorePlanKey = (companyId: string, restoreId: string, userId: string) =>
  `${restoreFolder(companyId, restoreId)}/plans/${userId}.ndjson.gz`
/** That a batch of users is planned, and what that comes to. */
export const restorePlannedKey = (companyId: string, restoreId: string, batch: number) =>
  `${restoreFolder(companyId, restoreId)}/planned/${batch}.json`
export const restoreBatchKey = (companyId: string, restoreId: string, batch: number) =>
  `${restoreFolder(companyId, restoreId)}/batches/${batch}.json`

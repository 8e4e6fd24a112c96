import type { Capability } from './environment.ts'
import type { RouteName } from './routes.ts'

/** A Lambda: what it may touch, and its size where the usual one does not do. Memory in MB, timeout in seconds. */
export interface FunctionSpec {
  readonly may: readonly Capability[]
  readonly memory?: number
  readonly timeout?: number
}

const READ = ['state:read'] as const
const WRITE = ['state:read', 'state:write'] as const

/** Who asks for a company's lock looks whether its owner is still alive. */
const LOCK = ['import-machine:describe', 'restore-machine:describe'] as const

/** The Lambda of each route, `functions/api/<route-name>.ts`. Every one reads the state: who is asking is looked up there. */
export const API_FUNCTIONS = {
  getMe: { may: READ },
  getCompany: { may: READ },
  updateCompany: { may: [...WRITE, 'audit:append'] },
  listUsers: { may: READ },
  createUser: { may: [...WRITE, 'audit:append'] },
  putUsers: { may: [...WRITE, 'audit:append'] },
  updateUser: { may: [...WRITE, 'audit:append'] },
  deleteUser: { may: [...WRITE, 'records:read', 'audit:append'] },
  listRecordTypes: { may: READ },
  putCustomFields: { may: [...WRITE, 'audit:append'] },
  listRecords: { may: [...READ, 'records:read'] },
  createRecord: { may: [...READ, 'records:read', 'records:write', 'audit:append'] },
  getRecord: { may: [...READ, 'records:read'] },
  updateRecord: { may: [...READ, 'records:read', 'records:write', 'audit:append'] },
  deleteRecord: { may: [...READ, 'records:read', 'records:write', 'audit:append'] },
  listBinnedRecords: { may: [...READ, 'records:read'] },
  restoreRecord: { may: [...READ, 'records:read', 'records:write', 'audit:append'] },
  restoreRecords: { may: [...READ, 'records:read', 'records:write', 'audit:append'] },
  startImport: { may: [...WRITE, ...LOCK, 'uploads:presign', 'audit:append'] },
  listImports: { may: READ },
  getImport: { may: [...READ, 'files:read'] },
  checkSettings: { may: [...READ, 'files:read'] },
  putSettings: { may: [...WRITE, 'files:read', 'callbacks', 'audit:append'] },
  listImportUsers: { may: [...READ, 'files:read'], memory: 1024 },
  putSelection: { may: [...WRITE, 'files:read', 'callbacks', 'audit:append'] },
  getPreview: { may: [...READ, 'files:read'], memory: 1024 },
  decideUser: { may: [...WRITE, 'callbacks', 'audit:append'] },
  getApproval: { may: READ },
  decideApproval: { may: [...WRITE, 'callbacks', 'audit:append'] },
  getUserResult: { may: [...READ, 'files:read'], memory: 1024 },
  getSummary: { may: [...READ, 'files:read'] },
  getRejectedRows: { may: [...READ, 'files:read'], memory: 1024 },
  getImportConfiguration: { may: READ },
  listConfigurations: { may: READ },
  createConfiguration: { may: [...WRITE, 'audit:append'] },
  getConfiguration: { may: READ },
  putConfiguration: { may: [...WRITE, 'audit:append'] },
  deleteConfiguration: { may: [...WRITE, 'audit:append'] },
  cancelImport: { may: [...WRITE, 'callbacks', 'files:read', 'audit:append'] },
  resumeImport: { may: [...WRITE, ...LOCK, 'import-machine:start', 'files:read', 'audit:append'] },
  listRestorePoints: { may: READ },
  createRestorePoint: { may: [...WRITE, ...LOCK, 'restore-machine:start', 'audit:append'] },
  getRestorePoint: { may: READ },
  updateRestorePoint: { may: [...WRITE, 'points:tag', 'audit:append'] },
  deleteRestorePoint: { may: [...WRITE, 'points:delete', 'audit:append'] },
  startRestore: { may: [...WRITE, ...LOCK, 'restore-machine:start', 'audit:append'] },
  listRestores: { may: READ },
  getRestore: { may: [...READ, 'files:read'] },
  listRestoreChanges: { may: [...READ, 'files:read'], memory: 1024 },
  getRestoreReport: { may: [...READ, 'files:read'], memory: 1769 },
  undoRestore: { may: [...WRITE, ...LOCK, 'restore-machine:start', 'audit:append', 'files:read'] },
  undoImport: { may: [...WRITE, ...LOCK, 'restore-machine:start', 'audit:append'] },
  listAudit: { may: [...READ, 'audit:read'] },
} as const satisfies Record<RouteName, FunctionSpec>

/** The steps of the two workflows, `functions/workflow/<name>.ts`; the state machines call them by `${<Name>FunctionArn}`. */
export const WORKFLOW_FUNCTIONS = {
  claim: { may: WRITE },
  inspect: { may: [...WRITE, 'uploads:read', 'files:read', 'files:write'], memory: 3008, timeout: 300 },
  awaitSettings: { may: [...WRITE, 'callbacks', 'mail'] },
  split: { may: [...WRITE, 'uploads:read', 'files:read', 'files:write'], memory: 3008, timeout: 600 },
  checkLimits: { may: [...WRITE, 'files:read'] },
  awaitSelection: { may: [...WRITE, 'callbacks', 'mail'] },
  selectUsers: { may: [...WRITE, 'files:read'], timeout: 300 },
  listUsers: { may: [...WRITE, 'files:read', 'files:write', 'points:tag'], timeout: 300 },
  snapshotUsers: {
    may: ['state:read', 'records:read', 'files:read', 'files:write', 'points:tag'],
    memory: 1769,
    timeout: 900,
  },
  sealRestorePoint: { may: [...WRITE, 'files:read', 'files:write', 'points:tag'], memory: 1769, timeout: 900 },
  nextUser: { may: WRITE },
  previewUser: { may: [...WRITE, 'records:read', 'files:read', 'files:write'], memory: 1769, timeout: 900 },
  awaitDecision: { may: [...WRITE, 'callbacks', 'mail'] },
  importUser: {
    may: [...WRITE, 'records:read', 'records:write', 'files:read', 'files:write'],
    memory: 1769,
    timeout: 900,
  },
  skipUser: { may: WRITE },
  stepBack: { may: WRITE },
  applyCorrections: { may: WRITE },
  listRemaining: { may: WRITE },
  importUnattended: {
    may: [...WRITE, 'records:read', 'records:write', 'files:read', 'files:write'],
    memory: 1769,
    timeout: 900,
  },
  noteFailure: { may: WRITE },
  closeWait: { may: WRITE },
  summarise: { may: [...WRITE, 'files:read', 'files:write', 'mail', 'audit:append'], timeout: 300 },
  failImport: { may: [...WRITE, 'mail', 'audit:append'] },
  beginRestore: { may: [...WRITE, 'files:read', 'files:write'], timeout: 300 },
  planRestore: { may: [...WRITE, 'records:read', 'files:read', 'files:write'], memory: 1769, timeout: 900 },
  restoreUsers: {
    may: [...WRITE, 'records:read', 'records:write', 'files:read', 'files:write'],
    memory: 1769,
    timeout: 900,
  },
  finishRestore: { may: [...WRITE, 'files:read', 'mail', 'audit:append'], timeout: 300 },
  finishRestorePoint: { may: WRITE },
  failRestore: { may: [...WRITE, 'mail', 'audit:append'] },
} as const satisfies Record<string, FunctionSpec>
export type WorkflowFunctionName = keyof typeof WORKFLOW_FUNCTIONS

/** Functions that events start, `functions/events/<name>.ts`. */
export const EVENT_FUNCTIONS = {
  /** Every five minutes: sends decisions again that never arrived, and ends what died. */
  sweep: { may: [...WRITE, ...LOCK, 'callbacks', 'audit:append'], timeout: 300 },
  /** Every hour: makes the daily restore points, and removes those whose time is over. */
  keepRestorePoints: {
    may: [...WRITE, ...LOCK, 'restore-machine:start', 'changes', 'points:delete', 'audit:append'],
    timeout: 300,
  },
  /** Cognito, before it issues a token: puts the company into the access token. */
  addClaims: { may: [] },
} as const satisfies Record<string, FunctionSpec>
export type EventFunctionName = keyof typeof EVENT_FUNCTIONS

/** Routes outside `/v1` that need no sign-in: `GET /openapi.json` is `functions/api/openapi.ts`. */
export const PUBLIC_FUNCTIONS = {
  openapi: { may: [], path: '/openapi.json' },
} as const satisfies Record<string, FunctionSpec & { path: string }>

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
  updateCompany: { may: WRITE },
  listUsers: { may: READ },
  createUser: { may: WRITE },
  putUsers: { may: WRITE },
  updateUser: { may: WRITE },
  deleteUser: { may: [...WRITE, 'records:read'] },
  listRecordTypes: { may: READ },
  putCustomFields: { may: WRITE },
  listRecords: { may: [...READ, 'records:read'] },
  createRecord: { may: [...READ, 'records:read', 'records:write'] },
  getRecord: { may: [...READ, 'records:read'] },
  updateRecord: { may: [...READ, 'records:read', 'records:write'] },
  deleteRecord: { may: [...READ, 'records:read', 'records:write'] },
  listBinnedRecords: { may: [...READ, 'records:read'] },
  restoreRecord: { may: [...READ, 'records:read', 'records:write'] },
  restoreRecords: { may: [...READ, 'records:read', 'records:write'] },
  startImport: { may: [...WRITE, ...LOCK, 'uploads:presign'] },
  listImports: { may: READ },
  getImport: { may: [...READ, 'files:read'] },
  checkSettings: { may: [...READ, 'files:read'] },
  putSettings: { may: [...WRITE, 'files:read', 'callbacks'] },
  listImportUsers: { may: [...READ, 'files:read'], memory: 1024 },
  putSelection: { may: [...WRITE, 'files:read', 'callbacks'] },
  getPreview: { may: [...READ, 'files:read'], memory: 1024 },
  decideUser: { may: [...WRITE, 'callbacks'] },
  getApproval: { may: READ },
  decideApproval: { may: [...WRITE, 'callbacks'] },
  getUserResult: { may: [...READ, 'files:read'], memory: 1024 },
  getSummary: { may: [...READ, 'files:read'] },
  getRejectedRows: { may: [...READ, 'files:read'], memory: 1024 },
  getImportConfiguration: { may: READ },
  listConfigurations: { may: READ },
  createConfiguration: { may: WRITE },
  getConfiguration: { may: READ },
  putConfiguration: { may: WRITE },
  deleteConfiguration: { may: WRITE },
  cancelImport: { may: [...WRITE, 'callbacks', 'files:read'] },
  resumeImport: { may: [...WRITE, ...LOCK, 'import-machine:start', 'files:read'] },
  listRestorePoints: { may: READ },
  createRestorePoint: { may: [...WRITE, ...LOCK, 'restore-machine:start'] },
  getRestorePoint: { may: READ },
  startRestore: { may: [...WRITE, ...LOCK, 'restore-machine:start'] },
  getRestore: { may: [...READ, 'files:read'] },
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
  listUsers: { may: [...WRITE, 'files:read', 'files:write'], timeout: 300 },
  snapshotUsers: { may: ['state:read', 'records:read', 'files:read', 'files:write'], memory: 1769, timeout: 900 },
  sealRestorePoint: { may: [...WRITE, 'files:read', 'files:write'], memory: 1769, timeout: 900 },
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
  summarise: { may: [...WRITE, 'files:read', 'files:write', 'mail'], timeout: 300 },
  failImport: { may: [...WRITE, 'mail'] },
  beginRestore: { may: [...WRITE, 'files:read', 'files:write'], memory: 1769, timeout: 900 },
  restoreUsers: {
    may: ['state:read', 'records:read', 'records:write', 'files:read', 'files:write'],
    memory: 1769,
    timeout: 900,
  },
  finishRestore: { may: [...WRITE, 'files:read', 'mail'], timeout: 300 },
  finishRestorePoint: { may: WRITE },
  failRestore: { may: [...WRITE, 'mail'] },
} as const satisfies Record<string, FunctionSpec>
export type WorkflowFunctionName = keyof typeof WORKFLOW_FUNCTIONS

/** Functions that events start, `functions/events/<name>.ts`. */
export const EVENT_FUNCTIONS = {
  /** Every five minutes: sends decisions again that never arrived, and ends what died. */
  sweep: { may: [...WRITE, ...LOCK, 'callbacks'], timeout: 300 },
  /** Cognito, before it issues a token: puts the company into the access token. */
  addClaims: { may: [] },
} as const satisfies Record<string, FunctionSpec>
export type EventFunctionName = keyof typeof EVENT_FUNCTIONS

/** Routes outside `/v1` that need no sign-in: `GET /openapi.json` is `functions/api/openapi.ts`. */
export const PUBLIC_FUNCTIONS = {
  openapi: { may: [], path: '/openapi.json' },
} as const satisfies Record<string, FunctionSpec & { path: string }>

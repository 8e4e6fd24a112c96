import type { routes, RouteName } from '../contracts/routes.ts'
import { changesBetween, type AuditAction, type AuditDetails, type AuditSubject } from '../domain/audit.ts'
import type { RouteRequest, RouteResponse } from './requests.ts'

/** The routes that may change something: by HTTP, all whose method is not GET. */
export type ChangingRoute = {
  [Name in RouteName]: (typeof routes)[Name]['method'] extends 'GET' ? never : Name
}[RouteName]

/** Routes that change nothing although their method may, each with the reason. */
export const NOT_AUDITED = {
  checkSettings: 'It says what settings would do and changes nothing; its method is POST because settings are long.',
} as const satisfies Partial<Record<ChangingRoute, string>>

/** The routes whose requests are written into the audit trail. */
export type AuditedRoute = Exclude<ChangingRoute, keyof typeof NOT_AUDITED>

/** What of a route's requests is written down. `answer` is what was answered, undefined if it was refused. */
export interface Audited<Name extends RouteName> {
  readonly action: AuditAction
  /** Whether this request is worth an entry; without it each is. */
  readonly when?: (request: RouteRequest<Name>) => boolean
  readonly subject: (request: RouteRequest<Name>, answer: RouteResponse<Name> | undefined) => AuditSubject
  readonly details?: (request: RouteRequest<Name>, answer: RouteResponse<Name> | undefined) => AuditDetails
}

/** What representatives do with their own records is kept in the records: by whom, and when. */
const bySomebodyElse = ({ actor, path }: { actor: { id: string }; path: { userId: string } }) =>
  actor.id !== path.userId

const ofImport = (
  { path }: { path: { importId: string } },
  answer: { fileName: string } | undefined,
): AuditSubject => ({
  kind: 'import',
  id: path.importId,
  name: answer?.fileName,
})

/** Every route that changes something, and what is written down of it. A new one does not compile before it is here. */
export const AUDITS: { readonly [Name in AuditedRoute]: Audited<Name> } = {
  updateCompany: {
    action: 'company.changed',
    subject: ({ company: { id, name } }) => ({ kind: 'company', id, name }),
    details: ({ company, body }, answer) =>
      answer === undefined ? { settings: Object.keys(body) } : { changes: changesBetween(company, answer) },
  },
  createUser: {
    action: 'user.created',
    subject: ({ body }, answer) => ({ kind: 'user', id: answer?.id, name: body.email }),
    details: ({ body: { level } }) => ({ level }),
  },
  putUsers: {
    action: 'users.changed',
    subject: ({ company: { id, name } }) => ({ kind: 'company', id, name }),
    details: ({ body }, answer) => ({
      given: body.users.length,
      created: answer?.created,
      updated: answer?.updated,
      unchanged: answer?.unchanged,
    }),
  },
  updateUser: {
    action: 'user.changed',
    subject: ({ path }, answer) => ({ kind: 'user', id: path.userId, name: answer?.email }),
    details: ({ body }) => ({ fields: Object.keys(body), level: body.level, active: body.active }),
  },
  deleteUser: {
    action: 'user.deleted',
    subject: ({ path }) => ({ kind: 'user', id: path.userId }),
  },
  putCustomFields: {
    action: 'custom-fields.changed',
    subject: ({ path }) => ({ kind: 'record-type', id: path.type }),
    details: ({ body }, answer) => ({ fields: body.fields.length, revision: answer?.revision }),
  },
  createRecord: {
    action: 'record.created',
    when: bySomebodyElse,
    subject: (_, answer) => ({ kind: 'record', id: answer?.id }),
    details: ({ path, body }) => ({ userId: path.userId, type: path.type, fields: Object.keys(body.fields) }),
  },
  updateRecord: {
    action: 'record.changed',
    when: bySomebodyElse,
    subject: ({ path }) => ({ kind: 'record', id: path.recordId }),
    details: ({ path, body }) => ({ userId: path.userId, type: path.type, fields: Object.keys(body.fields) }),
  },
  deleteRecord: {
    action: 'record.deleted',
    when: bySomebodyElse,
    subject: ({ path }) => ({ kind: 'record', id: path.recordId }),
    details: ({ path }) => ({ userId: path.userId, type: path.type }),
  },
  restoreRecord: {
    action: 'record.restored',
    when: bySomebodyElse,
    subject: ({ path }) => ({ kind: 'record', id: path.recordId }),
    details: ({ path }, answer) => ({ userId: path.userId, type: answer?.type }),
  },
  restoreRecords: {
    action: 'records.restored',
    subject: ({ path }) => ({ kind: 'user', id: path.userId }),
    details: ({ body }, answer) => ({ given: body.recordIds.length, restored: answer?.restored }),
  },
  startImport: {
    action: 'import.started',
    subject: ({ body }, answer) => ({ kind: 'import', id: answer?.import.id, name: body.fileName }),
    details: ({ body }) => ({
      recordType: body.recordType,
      decide: body.decide,
      mode: body.configuration?.mode ?? body.suggested?.mode,
      configurationId: body.configurationId,
    }),
  },
  putSettings: {
    action: 'import.settings-given',
    subject: (request) => ofImport(request, undefined),
    details: ({ body: { recordType, mode } }) => ({ recordType, mode }),
  },
  putSelection: {
    action: 'import.selection-given',
    subject: (request) => ofImport(request, undefined),
    details: ({ body }) => ({
      include: 'include' in body ? body.include.length : undefined,
      exclude: 'exclude' in body ? body.exclude.length : undefined,
      corrections: 'corrections' in body ? body.corrections.length : undefined,
    }),
  },
  decideUser: {
    action: 'decision.made',
    subject: (request) => ofImport(request, undefined),
    details: ({ path, body }) => ({ via: 'api', decision: body.action, userId: path.userId }),
  },
  decideApproval: {
    action: 'decision.made',
    subject: ({ path }, answer) =>
      answer === undefined ? { kind: 'approval', id: path.approvalId } : { kind: 'import', id: answer.importId },
    details: ({ body }) => ({ via: 'link', decision: body.action }),
  },
  createConfiguration: {
    action: 'configuration.created',
    subject: ({ body }, answer) => ({ kind: 'configuration', id: answer?.id, name: body.name }),
    details: ({ body }) => ({ recordType: body.configuration.recordType }),
  },
  putConfiguration: {
    action: 'configuration.changed',
    subject: ({ path, body }) => ({ kind: 'configuration', id: path.configurationId, name: body.name }),
    details: (_, answer) => ({ revision: answer?.revision }),
  },
  deleteConfiguration: {
    action: 'configuration.deleted',
    subject: ({ path }) => ({ kind: 'configuration', id: path.configurationId }),
  },
  cancelImport: { action: 'import.cancel-requested', subject: ofImport },
  resumeImport: { action: 'import.resumed', subject: ofImport },
  updateRestorePoint: {
    action: 'restore-point.changed',
    subject: ({ path }, answer) => ({ kind: 'restore-point', id: path.restorePointId, name: answer?.name }),
    details: ({ body: { name, pinned } }) => ({ name, pinned }),
  },
  deleteRestorePoint: {
    action: 'restore-point.deleted',
    subject: ({ path }) => ({ kind: 'restore-point', id: path.restorePointId }),
  },
  createRestorePoint: {
    action: 'restore-point.created',
    subject: ({ body }, answer) => ({ kind: 'restore-point', id: answer?.id, name: body.name }),
  },
  startRestore: {
    action: 'restore.started',
    when: ({ body }) => !body.dryRun,
    subject: ({ path }) => ({ kind: 'restore-point', id: path.restorePointId }),
    details: ({ body }, answer) => ({ restoreId: answer?.id, users: body.users?.length ?? 'all' }),
  },
  undoImport: {
    action: 'undo.started',
    when: ({ body }) => !body.dryRun,
    subject: ({ path }) => ({ kind: 'import', id: path.importId }),
    details: ({ body }, answer) => ({ restoreId: answer?.id, users: body.users?.length ?? 'all' }),
  },
  undoRestore: {
    action: 'undo.started',
    when: ({ body }) => !body.dryRun,
    subject: ({ path }) => ({ kind: 'restore', id: path.restoreId }),
    details: ({ body }, answer) => ({ restoreId: answer?.id, users: body.users?.length ?? 'all' }),
  },
}

import type { Approval, Import, ImportUser, Person, WaitStep } from '../domain/imports.ts'
import type { ImportStatus } from '../domain/transitions.ts'

export type GetImport = (companyId: string, importId: string) => Promise<Import | undefined>
export type CreateImport = (item: Import) => Promise<void>
/** Newest first. `cursor` as answered by the page before. */
export type ListImports = (
  companyId: string,
  page: { cursor?: string; limit: number },
) => Promise<{ imports: Import[]; cursor?: string }>

/** The parts of an import that change. `undefined` as a value takes the attribute away. */
export type ImportChange = {
  [K in keyof Omit<Import, 'companyId' | 'id' | 'revision' | 'timeline' | 'status'>]?: Import[K] | undefined
}

/**
 * Changes an import where its present status allows it: `status` follows only a status that TRANSITIONS permits, and is
 * added to the timeline (unless it is the status already); without `status` the import must not be over.
 * `expect` adds equality conditions. Answers the import as it is afterwards, or `refused` with the import as it is.
 */
export type UpdateImport = (
  companyId: string,
  importId: string,
  change: ImportChange & { status?: ImportStatus; note?: string; at: string },
  expect?: Partial<Pick<Import, 'status' | 'round' | 'revision' | 'executionArn'>> & { objectAbsent?: true },
) => Promise<{ kind: 'updated'; import: Import } | { kind: 'refused'; import: Import | undefined }>

export type ListImportUsers = (companyId: string, importId: string) => Promise<ImportUser[]>
export type GetImportUser = (companyId: string, importId: string, userId: string) => Promise<ImportUser | undefined>
/** Creates or replaces; conditional on the revision before (0: must be new). `false`: somebody was faster. */
export type PutImportUser = (companyId: string, user: ImportUser, revisionBefore: number) => Promise<boolean>
export type RemoveImportUser = (companyId: string, importId: string, userId: string) => Promise<void>

/** What identifies a wait: one step of one round (of one user). */
export interface WaitKey {
  readonly companyId: string
  readonly importId: string
  readonly round: number
  readonly step: WaitStep
  readonly userId?: string
}

/** Creates the approval, or gives the one that exists its new token: then one that was over waits again, one that is decided stays so. */
export type OpenApproval = (
  key: WaitKey,
  fresh: { id: string; taskToken: string; expiresAt: string },
) => Promise<{ approval: Approval; created: boolean }>
export type GetApproval = (companyId: string, approvalId: string) => Promise<Approval | undefined>
export type FindApproval = (key: WaitKey) => Promise<Approval | undefined>
/** waiting -> decided, once. `refused` has the approval as it is. `answerKey` names the object that holds a large answer. */
export type DecideApproval = (
  companyId: string,
  approvalId: string,
  decision: { action: string; by: Person; at: string; answer?: unknown },
) => Promise<{ kind: 'decided' | 'refused'; approval: Approval }>
/** Writes down that the administrator was told: until then whoever opens the question again tells them. */
export type MarkNotified = (companyId: string, approvalId: string, at: string) => Promise<void>
/** waiting -> over: nobody may answer any more. */
export type CloseApproval = (companyId: string, approvalId: string) => Promise<void>
/** What was answered (a configuration, a selection). */
export type GetAnswer = (companyId: string, approvalId: string) => Promise<unknown>
/** The task token of a wait. Only for handing to `SendTaskSuccess`; never to be logged or answered. */
export type GetTaskToken = (companyId: string, approvalId: string) => Promise<string | undefined>

/** Ends a wait of the workflow. `gone`: nobody waits on this token any more. */
export type SendTaskSuccess = (taskToken: string, output: unknown) => Promise<'sent' | 'gone'>

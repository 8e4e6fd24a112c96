import { z } from 'zod'

/** What the states of the two workflows hand to their functions and get back: ids and small words, never rows. */

const companyId = z.string().min(1)
const importId = z.string().min(1)
const restorePointId = z.string().min(1)
const userId = z.string().min(1)
const ofImport = z.object({ companyId, importId })
const ofUser = ofImport.extend({ userId })
const taskToken = z.string().min(1)
/** As Step Functions hands a caught error on: its name, and text that may be the JSON of a Lambda's error. */
const failure = z.object({ Error: z.string().optional(), Cause: z.string().optional() })

const next = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.object({ next: z.enum(words) })

/** The upload's event as the rule hands it over, or an import that goes on after a failure. */
export const workflowInput = z.object({
  upload: z.object({ key: z.string(), versionId: z.string(), size: z.number() }).optional(),
  /** `attempt` tells one resumption from the next. */
  resume: ofImport.extend({ attempt: z.number().int() }).optional(),
})

export const steps = {
  claim: {
    input: z.object({ input: workflowInput, executionArn: z.string() }),
    output: z.union([
      z.object({ next: z.literal('taken') }),
      z.object({ next: z.literal('go'), companyId, importId, answerWithinSeconds: z.number().int() }),
    ]),
  },
  inspect: { input: ofImport, output: next('settings', 'split', 'aborted', 'cancel') },
  awaitSettings: { input: ofImport.extend({ taskToken }), output: z.object({}) },
  split: { input: ofImport, output: next('check', 'settings', 'aborted', 'cancel') },
  checkLimits: { input: ofImport, output: next('selection', 'select', 'aborted', 'cancel') },
  awaitSelection: { input: ofImport.extend({ taskToken }), output: z.object({}) },
  selectUsers: { input: ofImport, output: next('secure', 'done', 'cancel') },
  listUsers: {
    input: z.object({ companyId, importId: importId.optional(), restorePointId: restorePointId.optional() }),
    output: z.object({ restorePointId, batches: z.array(z.number().int()) }),
  },
  snapshotUsers: {
    input: z.object({ companyId, restorePointId, batch: z.number().int() }),
    output: z.object({ users: z.number().int() }),
  },
  sealRestorePoint: {
    input: z.object({ companyId, restorePointId, importId: importId.optional() }),
    output: z.object({ records: z.number().int() }),
  },
  nextUser: {
    input: ofImport,
    output: z.union([z.object({ next: z.literal('preview'), userId }), next('rest', 'done', 'cancel', 'failed')]),
  },
  previewUser: { input: ofUser, output: z.object({ next: z.enum(['ask', 'gone', 'cancel']), userId }) },
  awaitDecision: { input: ofUser.extend({ taskToken }), output: z.object({}) },
  importUser: { input: ofUser, output: next('user') },
  skipUser: { input: ofUser, output: next('user') },
  stepBack: { input: ofImport, output: next('settings') },
  applyCorrections: { input: ofImport, output: next('split') },
  listRemaining: { input: ofImport, output: z.object({ userIds: z.array(userId) }) },
  importUnattended: { input: ofUser, output: z.object({}) },
  noteFailure: { input: ofUser.extend({ error: failure }), output: z.object({}) },
  closeWait: { input: ofImport, output: z.object({ next: z.string() }) },
  summarise: {
    input: ofImport.extend({ ending: z.enum(['done', 'cancel', 'aborted', 'no-answer']) }),
    output: z.object({ status: z.string() }),
  },
  /** Gets the state's whole data, whatever there is of it by then. */
  failImport: {
    input: z.object({
      input: workflowInput.extend({ companyId: companyId.optional(), importId: importId.optional(), error: failure }),
      executionArn: z.string(),
    }),
    output: z.object({}),
  },
  beginRestore: {
    input: z.object({ companyId, restoreId: z.string() }),
    output: z.object({ batches: z.array(z.number().int()) }),
  },
  planRestore: {
    input: z.object({ companyId, restoreId: z.string(), batch: z.number().int() }),
    output: z.object({ users: z.number().int() }),
  },
  restoreUsers: {
    input: z.object({ companyId, restoreId: z.string(), batch: z.number().int() }),
    output: z.object({ users: z.number().int() }),
  },
  finishRestore: { input: z.object({ companyId, restoreId: z.string() }), output: z.object({ status: z.string() }) },
  finishRestorePoint: { input: z.object({ companyId, restorePointId }), output: z.object({}) },
  failRestore: {
    input: z.object({
      input: z.object({
        companyId,
        restoreId: z.string().optional(),
        restorePointId: restorePointId.optional(),
        error: failure,
      }),
    }),
    output: z.object({}),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** What starts `restore.asl.json`: a restore or undo (with its safety point first), its dry run, or a restore point by hand. */
export const restoreWorkflowInput = z.object({
  kind: z.enum(['restore', 'dry-run', 'restore-point']),
  companyId,
  restoreId: z.string().optional(),
  /** The point to make: the safety point of a restore, or the one made by hand. */
  restorePointId: restorePointId.optional(),
})

import { UNASKED_ENDS, type Import } from '../domain/imports.ts'
import { isFinal } from '../domain/transitions.ts'
import { Problem } from '../domain/problems.ts'
import type { ExecutionState } from '../ports/executions.ts'
import type { LockOwner } from '../ports/locks.ts'
import type { Ports } from '../ports/ports.ts'
import { auditFailedPoint, auditImportEnd, auditRestoreEnd } from './audit-ends.ts'

export type LockDeps = Pick<
  Ports,
  | 'takeLock'
  | 'getCompany'
  | 'appendAudit'
  | 'getImport'
  | 'updateImport'
  | 'getRestore'
  | 'putRestore'
  | 'getRestorePoint'
  | 'putRestorePoint'
  | 'describeImportExecution'
  | 'describeRestoreExecution'
  | 'now'
  | 'logger'
>

/** An owner whose own item is not there yet may still be writing it. */
const BIRTH_SECONDS = 60
/** An upload that began just before its form expired may still arrive. */
const LATE_UPLOAD_SECONDS = 15 * 60

/**
 * Takes the company's lock for an import, a restore or a restore point by hand.
 * A dead owner's lock is taken over, and what died is ended visibly first.
 * @throws Problem `company-busy`: says who holds it and since when
 */
export const lockCompany =
  (deps: LockDeps) =>
  async (companyId: string, owner: LockOwner): Promise<void> => {
    const first = await deps.takeLock(companyId, owner)
    if (first.kind === 'taken') return
    if (await endIfDead(deps)(companyId, first.owner)) {
      const second = await deps.takeLock(companyId, owner, first.owner)
      if (second.kind === 'taken') return
      throw busy(second.owner)
    }
    throw busy(first.owner)
  }

function busy(owner: LockOwner): Problem {
  const what = { import: 'An import', restore: 'A restore or undo', 'restore-point': 'A restore point' }[owner.kind]
  return new Problem('company-busy', `${what} by ${owner.by.name} has been running since ${owner.since}.`, {
    advice:
      owner.kind === 'import'
        ? `Finish or cancel it first (muster imports show ${owner.id}).`
        : 'Wait until it has ended, then try again.',
    details: { kind: owner.kind, id: owner.id, by: owner.by, since: owner.since },
  })
}

/**
 * Whether the owner of a lock is over. One whose execution ended without saying so is ended here, so that nobody
 * is left looking at an import that seems to run.
 */
export const endIfDead =
  (deps: Omit<LockDeps, 'takeLock'>) =>
  async (companyId: string, owner: LockOwner): Promise<boolean> => {
    switch (owner.kind) {
      case 'import':
        return endDeadImport(deps, companyId, owner)
      case 'restore':
        return endDeadRestore(deps, companyId, owner)
      case 'restore-point':
        return endDeadRestorePoint(deps, companyId, owner)
    }
  }

async function endDeadImport(deps: Omit<LockDeps, 'takeLock'>, companyId: string, owner: LockOwner): Promise<boolean> {
  const item = await deps.getImport(companyId, owner.id)
  if (item === undefined) return secondsSince(owner.since, deps.now()) > BIRTH_SECONDS
  if (isFinal(item.status)) {
    // Whoever ended it may have died before that was written down.
    await auditImportEnd(deps)(item)
    return true
  }
  if (item.status === 'awaiting-upload') {
    if (secondsSince(item.upload.expiresAt, deps.now()) < LATE_UPLOAD_SECONDS) return false
    const ended = await deps.updateImport(
      companyId,
      item.id,
      { status: 'cancelled', endedAt: deps.now(), note: UNASKED_ENDS['never-uploaded'], at: deps.now() },
      { status: 'awaiting-upload' },
    )
    if (ended.kind === 'updated') await auditImportEnd(deps)(ended.import)
    return ended.kind === 'updated'
  }
  if (!(await hasStopped(deps, item))) return false
  deps.logger.error('An import ended without saying so', { companyId, importId: item.id })
  const ended = await deps.updateImport(
    companyId,
    item.id,
    {
      status: 'failed',
      problem: {
        code: 'internal',
        message: 'The import stopped without a word.',
        advice: `Nothing is half counted. Resume it (muster imports resume ${item.id}).`,
      },
      endedAt: deps.now(),
      at: deps.now(),
    },
    { revision: item.revision },
  )
  if (ended.kind === 'updated') await auditImportEnd(deps)(ended.import)
  // Refused: somebody moved it meanwhile, so it is not dead.
  return ended.kind === 'updated'
}

/** An import whose execution ended, or one resumed whose execution never began. */
async function hasStopped(deps: Omit<LockDeps, 'takeLock'>, item: Import): Promise<boolean> {
  if (item.executionArn !== undefined) return hasDied(await deps.describeImportExecution(item.executionArn))
  const last = item.timeline.at(-1)?.at ?? item.startedAt
  return secondsSince(last, deps.now()) > BIRTH_SECONDS
}

async function endDeadRestore(deps: Omit<LockDeps, 'takeLock'>, companyId: string, owner: LockOwner): Promise<boolean> {
  const restore = await deps.getRestore(companyId, owner.id)
  if (restore === undefined) return secondsSince(owner.since, deps.now()) > BIRTH_SECONDS
  if (restore.status !== 'running') {
    await auditRestoreEnd(deps)(restore)
    return true
  }
  if (await mayRun(deps, restore.executionArn, restore.startedAt)) return false
  deps.logger.error('A restore ended without saying so', { companyId, restoreId: restore.id })
  const problem = {
    code: 'internal',
    message: 'The restore stopped without a word.',
    advice: 'Start it again: it goes on.',
  } as const
  const failed = { ...restore, status: 'failed', endedAt: deps.now(), problem } as const
  if (await deps.putRestore(failed)) await auditRestoreEnd(deps)(failed)
  return true
}

async function endDeadRestorePoint(
  deps: Omit<LockDeps, 'takeLock'>,
  companyId: string,
  owner: LockOwner,
): Promise<boolean> {
  const point = await deps.getRestorePoint(companyId, owner.id)
  if (point === undefined) return secondsSince(owner.since, deps.now()) > BIRTH_SECONDS
  if (point.status !== 'securing') return true
  if (await mayRun(deps, point.executionArn, point.createdAt)) return false
  deps.logger.error('A restore point ended without saying so', { companyId, restorePointId: point.id })
  const failed = await deps.putRestorePoint({
    ...point,
    status: 'failed',
    problem: { code: 'internal', message: 'The restore point could not be completed.', advice: 'Make a new one.' },
  })
  if (failed) await auditFailedPoint(deps)(point)
  return true
}

/** Whether an execution of the restore workflow runs, or may be about to be started. */
async function mayRun(
  deps: Omit<LockDeps, 'takeLock'>,
  executionArn: string | undefined,
  since: string,
): Promise<boolean> {
  const state = executionArn === undefined ? 'unknown' : await deps.describeRestoreExecution(executionArn)
  return state === 'unknown' ? secondsSince(since, deps.now()) <= BIRTH_SECONDS : state === 'running'
}

function hasDied(state: ExecutionState): boolean {
  return state !== 'running'
}

function secondsSince(then: string, now: string): number {
  return (Date.parse(now) - Date.parse(then)) / 1000
}

import type { Approval, Import, ImportUser } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { requireReach } from './reach.ts'

type Deps = Pick<Ports, 'getApproval' | 'getImport' | 'getImportUser' | 'getUser'>

type ApprovalView = Omit<Approval, 'companyId' | 'round' | 'userId'> &
  Pick<Import, 'recordType' | 'fileName'> &
  Pick<Partial<ImportUser>, 'counts' | 'guard'> & {
    readonly user?: Pick<ImportUser, 'userId' | 'email' | 'name' | 'rows'>
  }

function view(approval: Approval, item: Import, user: ImportUser | undefined): ApprovalView {
  const { id, importId, step, state, expiresAt, action, decidedBy, decidedAt } = approval
  return {
    id,
    importId,
    recordType: item.recordType,
    fileName: item.fileName,
    step,
    ...(user === undefined
      ? {}
      : { user: { userId: user.userId, email: user.email, name: user.name, rows: user.rows } }),
    ...(user?.counts === undefined ? {} : { counts: user.counts }),
    ...(user?.guard === undefined ? {} : { guard: user.guard }),
    state,
    expiresAt,
    ...(action === undefined ? {} : { action }),
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  }
}

/**
 * The question behind the link of an e-mail, and its answer if there is one. Looking at it changes nothing.
 * @throws Problem `not-found`, also if the import is not one's own to see, or is about a user out of reach
 */
export const getApproval =
  (deps: Deps) =>
  async ({
    path,
    actor,
    company,
  }: Caller & { readonly path: { readonly approvalId: string } }): Promise<ApprovalView> => {
    const approval = await deps.getApproval(company.id, path.approvalId)
    const item = approval === undefined ? undefined : await deps.getImport(company.id, approval.importId)
    if (approval === undefined || item === undefined || !mayView(actor, item.startedBy)) throw notFound('question')
    const { userId } = approval
    if (userId !== undefined) await requireReach(deps, { actor, company }, userId)
    return view(
      approval,
      item,
      userId === undefined ? undefined : await deps.getImportUser(company.id, item.id, userId),
    )
  }

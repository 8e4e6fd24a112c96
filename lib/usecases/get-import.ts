import type { z } from 'zod'
import type { importState } from '../contracts/imports.ts'
import type { Approval, Import, WaitStep } from '../domain/imports.ts'
import { isFinal, type ImportStatus } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import type { InspectionFile } from './inspection-file.ts'
import { stored } from './stored.ts'
import { viewImport } from './view-import.ts'

type Deps = Pick<Ports, 'getImport' | 'listImportUsers' | 'listUndone' | 'findApproval' | 'findJson'>

const STEP_OF: Partial<Record<ImportStatus, WaitStep>> = {
  'awaiting-settings': 'settings',
  'awaiting-selection': 'selection',
  'awaiting-decision': 'decision',
}

/** The question the import waits on, if it does. */
async function openQuestion({ findApproval }: Deps, item: Import): Promise<Approval | undefined> {
  const step = STEP_OF[item.status]
  if (step === undefined) return undefined
  const { companyId, id: importId, round, currentUserId } = item
  const ofUser = step === 'decision' && currentUserId !== undefined ? { userId: currentUserId } : {}
  return findApproval({ companyId, importId, round, step, ...ofUser })
}

async function inspectionOf({ findJson }: Deps, { inspectionKey }: Import): Promise<InspectionFile | undefined> {
  const file = inspectionKey === undefined ? undefined : await findJson(inspectionKey)
  return file === undefined ? undefined : stored<InspectionFile>(file)
}

/**
 * The state of an import, with what its file was found to hold and the question it waits on.
 * @throws Problem `not-found`
 */
export const getImport =
  (deps: Deps) =>
  async ({
    path,
    ...caller
  }: Caller & { readonly path: { readonly importId: string } }): Promise<z.input<typeof importState>> => {
    const item = await visibleImport(deps, caller, path.importId)
    const [users, inspection, waiting, undone] = await Promise.all([
      deps.listImportUsers(item.companyId, item.id),
      inspectionOf(deps, item),
      openQuestion(deps, item),
      isFinal(item.status) ? deps.listUndone(item.companyId, item.id) : undefined,
    ])
    return viewImport(item, {
      users,
      ...(inspection === undefined ? {} : { inspection }),
      ...(waiting === undefined ? {} : { waiting }),
      ...(undone === undefined ? {} : { undone }),
    })
  }

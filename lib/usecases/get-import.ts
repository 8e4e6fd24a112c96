import type { z } from 'zod'
import type { importState } from '../contracts/imports.ts'
import type { Import } from '../domain/imports.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { visibleImport, type Caller } from './access.ts'
import type { InspectionFile } from './inspection-file.ts'
import { openQuestions } from './open-questions.ts'
import { securedOf, writtenByUser } from './progress.ts'
import { stored } from './stored.ts'
import { viewImport } from './view-import.ts'

type Deps = Pick<
  Ports,
  'getImport' | 'listImportUsers' | 'listUndone' | 'findApproval' | 'findJson' | 'getRestorePoint' | 'listKeys'
>

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
    const [users, inspection, [waiting], undone, secured] = await Promise.all([
      deps.listImportUsers(item.companyId, item.id),
      inspectionOf(deps, item),
      openQuestions(deps, item),
      isFinal(item.status) ? deps.listUndone(item.companyId, item.id) : undefined,
      securedOf(deps, item),
    ])
    return viewImport(item, {
      users,
      written: await writtenByUser(deps, item, users),
      ...(secured === undefined ? {} : { secured }),
      ...(inspection === undefined ? {} : { inspection }),
      ...(waiting === undefined ? {} : { waiting }),
      ...(undone === undefined ? {} : { undone }),
    })
  }

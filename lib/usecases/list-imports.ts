import type { z } from 'zod'
import type { importSummaryLine } from '../contracts/imports.ts'
import type { Import } from '../domain/imports.ts'
import { isFinal } from '../domain/transitions.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { openQuestions } from './open-questions.ts'
import { pageOf, type PageQuery } from './pages.ts'
import { viewImportLine } from './view-import.ts'

type Deps = Pick<Ports, 'listImports' | 'listImportUsers' | 'findApproval'>
type Line = z.input<typeof importSummaryLine>

/** The imports that who asks may see, newest first, each with what it waits for. */
export const listImports =
  (deps: Deps) =>
  async ({
    actor,
    company,
    query,
  }: Caller & { readonly query: PageQuery }): Promise<{ imports: Line[]; cursor?: string }> => {
    const { items, ...rest } = await pageOf(query, async (page) => {
      const { imports, ...more } = await deps.listImports(company.id, page)
      return { items: imports.filter(({ startedBy }) => mayView(actor, startedBy)), ...more }
    })
    return { imports: await Promise.all(items.map(async (item) => lineOf(deps, item))), ...rest }
  }

/** Only of an import that is not over, of which a company has one, is anything looked up beside the list. */
async function lineOf(deps: Deps, item: Import): Promise<Line> {
  if (isFinal(item.status)) return viewImportLine(item, {})
  const [users, [waiting]] = await Promise.all([
    deps.listImportUsers(item.companyId, item.id),
    openQuestions(deps, item),
  ])
  return viewImportLine(item, { users, ...(waiting === undefined ? {} : { waiting }) })
}

import type { Import } from '../domain/imports.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, type Caller } from './access.ts'
import { pageOf, type PageQuery } from './pages.ts'

/** The imports that who asks may see, newest first. */
export const listImports =
  ({ listImports: list }: Pick<Ports, 'listImports'>) =>
  async ({
    actor,
    company,
    query,
  }: Caller & { readonly query: PageQuery }): Promise<{ imports: Import[]; cursor?: string }> => {
    const { items, ...rest } = await pageOf(query, async (page) => {
      const { imports, ...more } = await list(company.id, page)
      return { items: imports.filter(({ startedBy }) => mayView(actor, startedBy)), ...more }
    })
    return { imports: items, ...rest }
  }

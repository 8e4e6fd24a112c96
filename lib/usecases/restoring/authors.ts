import pMap from 'p-map'
import type { Author } from '../../domain/records.ts'
import type { Ports } from '../../ports/ports.ts'

export type AuthorDeps = Pick<Ports, 'getUser' | 'getImport'>

/** An author as people know them: a person by e-mail address, an import by its file, a restore or undo by its ID. */
export interface NamedAuthor extends Author {
  readonly name: string
}

const AT_ONCE = 16

/** Names authors; each is looked up once. Answers a function from author to named author. */
export async function nameAuthors(
  deps: AuthorDeps,
  companyId: string,
  authors: Iterable<Author>,
): Promise<(author: Author) => NamedAuthor> {
  const distinct = new Map([...authors].map((author) => [`${author.kind}/${author.id}`, author]))
  const names = new Map(
    await pMap(distinct, async ([key, author]) => [key, await nameOf(deps, companyId, author)] as const, {
      concurrency: AT_ONCE,
    }),
  )
  return (author) => ({ ...author, name: names.get(`${author.kind}/${author.id}`) ?? author.id })
}

async function nameOf(deps: AuthorDeps, companyId: string, { kind, id }: Author): Promise<string> {
  switch (kind) {
    case 'user':
      return (await deps.getUser(companyId, id))?.email ?? id
    case 'import':
      return (await deps.getImport(companyId, id))?.fileName ?? id
    case 'restore':
    case 'undo':
      return id
  }
}

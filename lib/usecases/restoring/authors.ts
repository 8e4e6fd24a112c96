import pMap from 'p-map'
import { reaches, type User } from '../../domain/companies.ts'
import type { Author } from '../../domain/records.ts'
import type { Ports } from '../../ports/ports.ts'
import { mayView } from '../access.ts'

export type AuthorDeps = Pick<Ports, 'getUser' | 'getImport'>

/** An author as people know them: a person by e-mail address, an import by its file, a restore or undo by its ID. */
export interface NamedAuthor extends Author {
  readonly name: string
}

/** Who asks; nobody for what is kept for administrators. */
export interface Viewer {
  readonly company: { readonly id: string }
  readonly actor?: User
}

const AT_ONCE = 16

/**
 * Names authors; each is looked up once. People out of reach of who asks, and imports that are not theirs to see, have no
 * name. Answers a function from author to named author.
 */
export async function nameAuthors(
  deps: AuthorDeps,
  viewer: Viewer,
  authors: Iterable<Author>,
): Promise<(author: Author) => NamedAuthor> {
  const distinct = new Map([...authors].map((author) => [`${author.kind}/${author.id}`, author]))
  const names = new Map(
    await pMap(distinct, async ([key, author]) => [key, await nameOf(deps, viewer, author)] as const, {
      concurrency: AT_ONCE,
    }),
  )
  return (author) => ({ ...author, name: names.get(`${author.kind}/${author.id}`) ?? author.id })
}

async function nameOf(deps: AuthorDeps, { company, actor }: Viewer, { kind, id }: Author): Promise<string> {
  switch (kind) {
    case 'user': {
      const user = await deps.getUser(company.id, id)
      return user !== undefined && (actor === undefined || reaches(actor, user)) ? user.email : id
    }
    case 'import': {
      const item = await deps.getImport(company.id, id)
      return item !== undefined && (actor === undefined || mayView(actor, item.startedBy)) ? item.fileName : id
    }
    case 'restore':
    case 'undo':
      return id
  }
}

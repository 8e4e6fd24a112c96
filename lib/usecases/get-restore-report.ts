import type { Cell } from '../domain/cells.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { reachOf } from './reach.ts'
import { nameAuthors, type AuthorDeps } from './restoring/authors.ts'
import { authorsOf, changesOf, plannedOf } from './restoring/changes.ts'
import { readProgress } from './restoring/read-restored-users.ts'
import { csvFile, workbookFile } from './spreadsheet-files.ts'

type Deps = AuthorDeps & Pick<Ports, 'getRestore' | 'listUsers' | 'findJson' | 'readLines'>
type Args = Caller & {
  readonly path: { readonly restoreId: string }
  readonly query: { readonly format: 'xlsx' | 'csv'; readonly user?: string | undefined }
}

interface File {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array
}

const HEADER = [
  'User',
  'Type',
  'Record',
  'Muster ID',
  'Result',
  'Fields that go back',
  'Since the restore point',
  'By',
  'At',
  'What stays',
  'Because',
]

/**
 * What a restore or undo changes, or would change, as a spreadsheet: one row a record.
 * @throws Problem `not-found`
 */
export const getRestoreReport =
  (deps: Deps) =>
  async ({ path, query: { format, user = '' }, actor, company }: Args): Promise<File> => {
    const restore = await deps.getRestore(company.id, path.restoreId)
    if (restore === undefined || !mayView(actor, restore.startedBy)) throw notFound('restore')
    const { planned, restored } = await readProgress(deps, company.id, restore.id)
    const changes = await Array.fromAsync(
      changesOf(deps, restore, plannedOf(planned, await reachOf(deps, { actor, company }), user)),
    )
    const named = await nameAuthors(deps, { actor, company }, changes.flatMap(authorsOf))
    const survivors = new Set(restored.flatMap(({ userId, survivors }) => survivors.map(({ id }) => `${userId}/${id}`)))
    const rows = changes.map(({ userId, email, type, title, id, action, fields, since, kept }): Cell[] => {
      const by = since?.by ?? kept?.by
      return [
        email,
        type,
        title,
        id,
        survivors.has(`${userId}/${id}`) ? 'changed meanwhile, left as it is' : action,
        fields.join(', '),
        since?.what ?? null,
        by === undefined ? null : named(by).name,
        since?.at ?? kept?.at ?? null,
        kept === undefined ? null : kept.fields.join(', ') || 'all',
        kept?.reason ?? null,
      ]
    })
    const what = restore.undoes === undefined ? 'Restore' : 'Undo'
    const fileName = `${what} ${restore.startedAt.slice(0, 10)}${restore.dryRun ? ' - dry run' : ''}.${format}`
    return format === 'csv'
      ? { contentType: 'text/csv; charset=utf-8', fileName, body: csvFile([HEADER, ...rows], '.') }
      : {
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          fileName,
          body: workbookFile([HEADER, ...rows], what),
        }
  }

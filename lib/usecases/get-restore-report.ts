import type { Cell } from '../domain/cells.ts'
import type { Locale } from '../domain/companies.ts'
import type { RecordTypeName } from '../domain/record-types/types.ts'
import type { Ports } from '../ports/ports.ts'
import { mayView, notFound, type Caller } from './access.ts'
import { reachOf } from './reach.ts'
import { recordTypeOf } from './record-type-of.ts'
import { nameAuthors, type AuthorDeps, type NamedAuthor } from './restoring/authors.ts'
import { authorsOf, changesOf, plannedOf, type Change } from './restoring/changes.ts'
import { readProgress } from './restoring/read-restored-users.ts'
import { REPORT_TEXTS } from './restoring/report-texts.ts'
import { csvFile, workbookFile } from './spreadsheet-files.ts'

type Deps = AuthorDeps & Pick<Ports, 'getRestore' | 'listUsers' | 'getCustomFields' | 'findJson' | 'readLines'>
type Args = Caller & {
  readonly path: { readonly restoreId: string }
  readonly query: {
    readonly format: 'xlsx' | 'csv'
    readonly language: Locale
    readonly user?: string | undefined
  }
}

interface File {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array
}

/**
 * What a restore or undo changes, or would change, as a spreadsheet: one row a record.
 * @throws Problem `not-found`
 */
export const getRestoreReport =
  (deps: Deps) =>
  async ({ path, query: { format, language, user = '' }, actor, company }: Args): Promise<File> => {
    const restore = await deps.getRestore(company.id, path.restoreId)
    if (restore === undefined || !mayView(actor, restore.startedBy)) throw notFound('restore')
    const { planned, restored } = await readProgress(deps, company.id, restore.id)
    const changes = await Array.fromAsync(
      changesOf(deps, restore, plannedOf(planned, await reachOf(deps, { actor, company }), user)),
    )
    const named = await nameAuthors(deps, { actor, company }, changes.flatMap(authorsOf))
    const survivors = new Set(restored.flatMap(({ userId, survivors }) => survivors.map(({ id }) => `${userId}/${id}`)))
    const { header, words, ...texts } = REPORT_TEXTS[language]
    const labels = await labelsOf(deps, company.id, changes, language)
    const when = momentsIn(company.timeZone)
    const who = ({ kind, name }: NamedAuthor) => (kind === 'restore' || kind === 'undo' ? words.author[kind] : name)
    const rows = changes.map(({ userId, email, type, title, id, action, fields, since, kept }): Cell[] => {
      const by = since?.by ?? kept?.by
      const at = since?.at ?? kept?.at
      const names = (list: readonly string[]) => list.map((field) => labels.field(type, field)).join(', ')
      return [
        email,
        labels.type(type),
        title,
        id,
        survivors.has(`${userId}/${id}`) ? texts.survived : words.action[action],
        names(fields),
        since === undefined ? null : words.since[since.what],
        by === undefined ? null : who(named(by)),
        at === undefined ? null : when(at),
        kept === undefined ? null : names(kept.fields) || texts.allFields,
        kept === undefined ? null : words.kept[kept.reason],
      ]
    })
    const what = restore.undoes === undefined ? texts.restore : texts.undo
    const fileName = `${what} ${restore.startedAt.slice(0, 10)}${restore.dryRun ? ` - ${texts.dryRun}` : ''}.${format}`
    return format === 'csv'
      ? { contentType: 'text/csv; charset=utf-8', fileName, body: csvFile([header, ...rows], '.') }
      : {
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          fileName,
          body: workbookFile([header, ...rows], what),
        }
  }

interface LabelsOf {
  readonly type: (type: RecordTypeName) => string
  readonly field: (type: RecordTypeName, name: string) => string
}

/** What types and fields are called. A custom field that is there no more goes by its name. */
async function labelsOf(
  deps: Pick<Ports, 'getCustomFields'>,
  companyId: string,
  changes: readonly Change[],
  language: Locale,
): Promise<LabelsOf> {
  const names = [...new Set(changes.map(({ type }) => type))]
  const types = new Map(
    await Promise.all(names.map(async (name) => [name, await recordTypeOf(deps, companyId, name)] as const)),
  )
  return {
    type: (type) => types.get(type)?.label[language] ?? type,
    field: (type, name) => types.get(type)?.fields.find((field) => field.name === name)?.label[language] ?? name,
  }
}

/** Moments to the minute, in the company's time zone, in a form that can be sorted: `2026-11-23 16:04`. */
function momentsIn(timeZone: string): (moment: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  return (moment) => format.format(new Date(moment))
}

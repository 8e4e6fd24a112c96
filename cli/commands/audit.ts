import { type Command, InvalidArgumentError, Option } from 'commander'
import { eachItem, type AnswerOf } from '../../lib/contracts/client.ts'
import { AUDIT_ACTIONS } from '../../lib/domain/audit.ts'
import { openInvocation } from '../invocation.ts'
import { plain, print, printJsonArray, table, type Column } from '../output.ts'
import { positiveInteger } from './inspect.ts'
import { upTo } from '../lists.ts'

interface AuditOptions {
  readonly since?: string
  readonly until?: string
  readonly by?: string
  readonly action?: keyof typeof AUDIT_ACTIONS
  readonly subject?: string
  readonly limit: number
}

type Entry = AnswerOf<'listAudit'>['entries'][number]

const USUAL_LIMIT = 100

/** `muster audit`. */
export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('who did what, and when, newest first: administrators see all, everybody else their own')
    .option('--since <time>', 'from then on: 2026-11-01, or 2026-11-01T08:00', timeOf)
    .option('--until <time>', 'before then', timeOf)
    .option('--by <who>', "only what this person did: e-mail address or user's id")
    .addOption(new Option('--action <action>', 'only this, e.g. decision.made').choices(Object.keys(AUDIT_ACTIONS)))
    .option('--subject <id>', 'only what names this id: of an import, user, record, restore point …')
    .option('--limit <count>', 'at most this many', positiveInteger, USUAL_LIMIT)
    .addHelpText(
      'after',
      '\nExample:\n  $ muster audit --since 2026-11-01 --action decision.made --by anna.huber@nordwind.example',
    )
    .action(async ({ since, until, limit, ...filter }: AuditOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const query = { ...filter, from: since, to: until }
      const entries = upTo(
        limit,
        eachItem(
          (cursor) => client.listAudit({ query: { ...query, ...cursor } }),
          (page) => page.entries,
        ),
      )
      await (json ? printJsonArray(entries) : print(table(COLUMNS, (await Array.fromAsync(entries)).map(cellsOf))))
    })
}

/** A day or time of this machine, or one with a zone, as ISO text in UTC. */
export function timeOf(text: string): string {
  // A day alone would be taken for one in UTC.
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('It is a day or a time like 2026-11-01 or 2026-11-01T08:00.')
  }
  return time.toISOString()
}

const COLUMNS: readonly Column[] = [
  { title: 'When' },
  { title: 'Who' },
  { title: 'What' },
  { title: 'Outcome' },
  { title: 'About', max: 80 },
  { title: 'From' },
  { title: 'Details', max: 120 },
]

function cellsOf({ at, by, action, outcome, subject, from, details }: Entry): string[] {
  const about = [subject.kind, subject.id, subject.name].filter((part) => part !== undefined).join(' ')
  const more = Object.entries(details).map(([name, value]) => `${name}=${plain(value)}`)
  return [at, by.email === '' ? by.name : by.email, action, outcome, about, from?.ip ?? '', more.join(' ')]
}

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answers } from '../../cli/import/answers.ts'
import { followImport } from '../../cli/import/follow.ts'
import { countsText, previewText, summaryText } from '../../cli/import/texts.ts'
import { say } from '../../cli/output.ts'
import { megabytes } from '../../cli/progress.ts'
import { localTokens } from '../../cli/invocation.ts'
import { upload } from '../../cli/upload.ts'
import { createClient, type AnswerOf, type Client } from '../../lib/contracts/client.ts'
import { COMPANY_DEFAULTS } from '../../lib/domain/companies.ts'
import type { Decision } from '../../lib/domain/imports.ts'
import { OUTCOMES } from '../../lib/domain/outcomes.ts'
import { demoRow, demoRows, demoUsers, type DemoUser } from './customers.ts'
import { writeDemoFile, type Format } from './files.ts'
import { startProduct } from './product.ts'
import { checkRows, differences, takeSnapshot, type Account, type RowCheck, type Snapshot } from './records.ts'
import { duration, importStages, timed, type Stage } from './stages.ts'

export interface DemoOptions {
  readonly rows: number
  /** At least three: one is imported, one skipped, and the rest follow. */
  readonly users: number
  readonly format: Format
}

type Summary = AnswerOf<'getSummary'>

/** The one whom `--empty` creates. */
const ADMINISTRATOR = 'admin@muster.local'

/** So many customers of every tenth user are there before the import, and are in the file under the same number. */
const KNOWN = 5
const KNOWN_EVERY = 10

/**
 * The main job, unattended: users, a file of their customers, its import with every kind of decision, and the way back of
 * one user. Says what it does on stderr.
 * @param folder an empty folder for the product's data and the file
 * @returns what is wrong, in words; empty if everything came out as it has to
 */
export async function runDemo(options: DemoOptions, folder: string): Promise<readonly string[]> {
  const [product, starting] = await timed('start', () =>
    startProduct({ data: join(folder, 'data'), terminal: join(folder, 'terminal.log') }),
  )
  try {
    say(`Muster runs at ${product.url}`)
    const client = createClient({ url: product.url, token: localTokens(product.url, ADMINISTRATOR) })
    const users = demoUsers(options.users)
    const accounts = await createAccounts(client, options, users)
    const file = await createFile(options, users, folder)
    const imported = await importFile(client, file, accounts, users)
    const restored = await restoreOne(client, imported, accounts)
    report(options, [starting, file.stage, ...imported.stages, ...restored.stages], await product.peakMemory())
    return [...imported.wrong, ...restored.wrong]
  } finally {
    await product.stop()
  }
}

/** Creates the users, and for some of them customers that the import will find. Answers the accounts in the users' order. */
async function createAccounts(
  client: Client,
  { rows, users: count }: DemoOptions,
  users: readonly DemoUser[],
): Promise<readonly Account[]> {
  const { maxRows, maxUsers } = COMPANY_DEFAULTS.limits
  if (rows > maxRows || count > maxUsers) {
    await client.updateCompany({
      body: { limits: { maxRows: Math.max(rows, maxRows), maxUsers: Math.max(count, maxUsers) } },
    })
  }
  const { users: accounts } = await client.putUsers({ body: { users } })
  for (const [user, account] of accounts.entries()) {
    for (const index of knownRows(user, users, rows)) {
      const { fields = {} } = demoRow(index, users)
      const { externalId = '', zip = '', city = '' } = fields
      const body = { fields: { externalId, zip, city, name: `Before the import (${String(externalId)})` } }
      await client.createRecord({ path: { userId: account.id, type: 'customers' }, body })
    }
  }
  say(`${accounts.length} users created.`)
  return accounts
}

/** Places in the file of a user's rows that stand for customers there already. */
function knownRows(user: number, users: readonly DemoUser[], rows: number): number[] {
  if (user % KNOWN_EVERY !== KNOWN_EVERY - 1 && user !== users.length - 1) return []
  const found: number[] = []
  for (let index = 0; index < rows && found.length < KNOWN; index++) {
    const { email, fields } = demoRow(index, users)
    if (email === users[user]?.email && fields !== undefined) found.push(index)
  }
  return found
}

interface DemoFile {
  readonly path: string
  readonly rows: number
  readonly size: number
  readonly stage: Stage
}

async function createFile(
  { rows, format }: DemoOptions,
  users: readonly DemoUser[],
  folder: string,
): Promise<DemoFile> {
  const path = join(folder, `customers.${format}`)
  const [, stage] = await timed('write the file', () => writeDemoFile(path, format, demoRows(rows, users)))
  const { size } = await stat(path)
  say(`${path}: ${rows.toLocaleString('en')} customers, ${megabytes(size)}, written in ${duration(stage.seconds)}`)
  return { path, rows, size, stage }
}

interface Imported {
  readonly summary: Summary
  readonly before: Snapshot
  readonly after: Snapshot
  readonly restorePointId: string
  readonly stages: readonly Stage[]
  readonly wrong: readonly string[]
}

async function importFile(
  client: Client,
  { path, rows, size }: DemoFile,
  accounts: readonly Account[],
  users: readonly DemoUser[],
): Promise<Imported> {
  const before = await takeSnapshot(client, accounts)
  await allowSize(client, size)
  const begun = await client.startImport({
    body: { recordType: 'customers', fileName: path, selection: 'all', suggested: { mode: 'update' } },
  })
  const importId = begun.import.id
  const [, uploading] = await timed('upload', () => upload(path, size, begun.upload))
  const state = await followImport({ client, importId, answers: decisions(['import', 'skip', 'import-all']) })
  const [summary, summarising] = await timed('summary', () => client.getSummary({ path: { importId } }))
  say(`\n${summaryText(summary)}`)
  const known = new Set(
    users.flatMap((_, user) =>
      knownRows(user, users, rows).map((index) => demoRow(index, users).fields?.['externalId']),
    ),
  )
  const check = checkRows(importId, users, (externalId) => (known.has(externalId) ? 2 : 1))
  const [after, reading] = await timed('read every record', () => takeSnapshot(client, accounts, check.see))
  return {
    summary,
    before,
    after,
    restorePointId: state.restorePointId ?? '',
    stages: [uploading, ...importStages(state.timeline), summarising, reading],
    wrong: [
      ...(state.status === 'completed' ? [] : [`The import is ${state.status}: ${JSON.stringify(state.problem)}`]),
      ...checkAccounts(summary, rows, check),
      ...check.wrong,
    ],
  }
}

/** A file of a wordy format may be larger than usual; an administrator can allow that. */
async function allowSize(client: Client, size: number): Promise<void> {
  if (size > COMPANY_DEFAULTS.limits.maxBytes) await client.updateCompany({ body: { limits: { maxBytes: size } } })
}

/** Answers decisions in this order; nothing else may be asked. */
function decisions(actions: readonly Decision[]): Answers {
  const left = [...actions]
  return {
    settings: ({ problems }) =>
      Promise.reject(new Error(`The suggested settings do not do: ${JSON.stringify(problems)}`)),
    selection: () => Promise.resolve('go-on'),
    decision(_, preview) {
      const action = left.shift()
      if (action === undefined) return Promise.reject(new Error(`There was a further question, about ${preview.email}`))
      say(`${previewText({ ...preview, entries: preview.entries.slice(0, 1) })}  Decision: ${action}\n`)
      return Promise.resolve(action)
    },
  }
}

/** Every row has exactly one outcome, the outcomes add up, and what was written is there. */
function checkAccounts({ rows, totals, users }: Summary, expected: number, { rows: found }: RowCheck): string[] {
  const sum = OUTCOMES.reduce((all, outcome) => all + totals[outcome], 0)
  const ofUsers = users.reduce((all, user) => all + user.rows, totals.unassigned)
  const written = totals.created + totals.updated
  return [
    ...(rows === expected ? [] : [`The summary counts ${rows} rows instead of ${expected}`]),
    ...(sum === expected ? [] : [`The outcomes add up to ${sum} instead of ${expected}`]),
    ...(ofUsers === expected ? [] : [`The rows of the users add up to ${ofUsers} instead of ${expected}`]),
    ...(found.size === written ? [] : [`${found.size} rows are there as records instead of ${written}`]),
  ]
}

interface Restored {
  readonly stages: readonly Stage[]
  readonly wrong: readonly string[]
}

/** Takes the last imported user back to before the import, first as a dry run, and compares everybody's records. */
async function restoreOne(
  client: Client,
  { summary, before, after, restorePointId }: Imported,
  accounts: readonly Account[],
): Promise<Restored> {
  const wasWritten = ({ totals }: Summary['users'][number]) => totals.updated > 0
  const userId = summary.users.findLast(wasWritten)?.userId ?? ''
  const one = accounts.filter(({ id }) => id === userId)
  const others = accounts.filter(({ id }) => id !== userId)
  const restore = (dryRun: boolean) => runRestore(client, restorePointId, userId, dryRun)
  const [planned, trying] = await timed('dry run of a restore', () => restore(true))
  const untouched = await takeSnapshot(client, one)
  const [done, restoring] = await timed('restore one user', () => restore(false))
  const [now, reading] = await timed('read every record again', () => takeSnapshot(client, accounts))
  const email = one[0]?.email ?? ''
  say(`Dry run of a restore of ${email}: ${countsText({ ...planned.counts })}`)
  say(`Restore of ${email}: ${countsText({ ...done.counts })}`)
  const failed = [planned, done].filter(({ status }) => status !== 'completed')
  return {
    stages: [trying, restoring, reading],
    wrong: [
      ...failed.map(
        ({ dryRun, status, problem }) =>
          `The ${dryRun ? 'dry run' : 'restore'} is ${status}: ${JSON.stringify(problem)}`,
      ),
      ...(JSON.stringify(planned.counts) === JSON.stringify(done.counts)
        ? []
        : ['The dry run counted otherwise than the restore']),
      ...differences(after, untouched, one).map((line) => `The dry run changed ${line}`),
      ...differences(before, now, one).map((line) => `Not restored: ${line}`),
      ...differences(after, now, others).map((line) => `Changed by the restore of somebody else: ${line}`),
    ],
  }
}

async function runRestore(client: Client, restorePointId: string, userId: string, dryRun: boolean) {
  const { id } = await client.startRestore({ path: { restorePointId }, body: { users: [userId], dryRun } })
  for (;;) {
    const restore = await client.getRestore({ path: { restoreId: id } })
    if (restore.status !== 'running') return restore
    await pause(200)
  }
}

function report({ rows }: DemoOptions, stages: readonly Stage[], peakMemory: number | undefined): void {
  const width = Math.max(...stages.map(({ name }) => name.length))
  say('\nTime of each stage:')
  for (const { name, seconds } of stages) say(`  ${name.padEnd(width)}  ${duration(seconds).padStart(9)}`)
  const all = stages.find(({ name }) => name === 'import all')
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0)
  if (all !== undefined && all.seconds > 0)
    say(`Import all: ${Math.round(rows / all.seconds).toLocaleString('en')} rows/s`)
  say(`Together: ${duration(total)}${peakMemory === undefined ? '' : `; the product needed at most ${peakMemory} MB`}`)
}

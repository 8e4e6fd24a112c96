import { basename } from 'node:path'
import { addTotals } from '../../lib/domain/accounting.ts'
import type { AnswerOf } from '../../lib/contracts/client.ts'
import type { Notation } from '../../lib/domain/configuration.ts'
import { newImportOf, type ImportOptions } from '../commands/import.ts'
import type { ChosenConfiguration } from '../configurations.ts'
import { EXIT, exitCodeOf, exitCodeOfError, type ExitCode } from '../exit-codes.ts'
import type { Answers, ImportState } from '../import/answers.ts'
import { importFile, type NewImport } from '../import/run.ts'
import { rejectedText, summaryText } from '../import/texts.ts'
import type { Invocation } from '../invocation.ts'
import { describeError, plain, print, problemText, say } from '../output.ts'

type Summary = AnswerOf<'getSummary'>

/** A part on this machine. */
export interface UploadedPart {
  /** From 1. */
  readonly part: number
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly rows: number
  readonly users: number
}

/** `imported` now; `before` that, by an earlier run; `no-user` has nothing to import; `stopped` here; `waiting` behind it. */
type PartState = 'imported' | 'before' | 'no-user' | 'stopped' | 'waiting'

export interface PartResult {
  readonly part: number
  readonly file: string
  readonly state: PartState
  readonly importId?: string
  readonly summary?: Summary
  readonly problem?: unknown
}

export interface UploadResult {
  readonly parts: readonly PartResult[]
  /** The sums over the summaries of the parts. */
  readonly total: Pick<Summary, 'rows' | 'totals' | 'deleted'>
  readonly exitCode: ExitCode
}

export interface UploadOptions {
  readonly options: ImportOptions
  readonly chosen: ChosenConfiguration | undefined
  readonly answers: Answers
  /** The column that the file was split by. */
  readonly column: string
  /** How the whole file is written: a part alone may lack the row that proves it. */
  readonly notation: Notation
  readonly fromPart: number
}

/**
 * Imports the parts one after the other, each as `muster import` does, all by the settings of the first. Stops at the
 * first that is not completed, and never throws: what was done before has to be told.
 */
export async function uploadParts(
  invocation: Invocation,
  parts: readonly UploadedPart[],
  given: UploadOptions,
): Promise<UploadResult> {
  const results: PartResult[] = []
  let settings = given.chosen
  let exitCode: ExitCode = EXIT.done
  for (const part of parts) {
    const line = { part: part.part, file: part.path }
    const skipped = whySkipped(part, given.fromPart, exitCode)
    if (skipped) {
      results.push({ ...line, state: skipped })
      continue
    }
    say(`\nPart ${part.part} of ${parts.length}: ${plain(basename(part.path))}`)
    const done = await importPart(invocation, part, settings, given)
    results.push({ ...line, ...done.result })
    if (done.exitCode !== EXIT.done) exitCode = done.exitCode
    if (done.settings) settings = done.settings
  }
  return { parts: results, total: totalOf(results), exitCode }
}

function whySkipped({ part, users }: UploadedPart, fromPart: number, exitCode: ExitCode): PartState | undefined {
  if (exitCode !== EXIT.done && exitCode !== EXIT.rejectedRows) return 'waiting'
  if (part < fromPart) return 'before'
  return users === 0 ? 'no-user' : undefined
}

interface PartDone {
  readonly result: Omit<PartResult, 'part' | 'file'>
  readonly exitCode: ExitCode
  /** What it was imported by. */
  readonly settings?: ChosenConfiguration
}

async function importPart(
  invocation: Invocation,
  part: UploadedPart,
  settings: ChosenConfiguration | undefined,
  given: UploadOptions,
): Promise<PartDone> {
  try {
    const request = requestOf(part, settings, given, invocation.interactive)
    const ended = await importFile(invocation, part.path, request, given.answers)
    return await endOf(invocation, ended, part, given.column)
  } catch (error) {
    const { text, document } = describeError(error)
    say(text)
    return { result: { state: 'stopped', problem: document }, exitCode: exitCodeOfError(error) }
  }
}

/** Nobody is asked for the selection: a value accepted in one part could mean a user whose rows are in another. */
function requestOf(
  { path }: UploadedPart,
  settings: ChosenConfiguration | undefined,
  { options, notation }: UploadOptions,
  interactive: boolean,
): NewImport {
  const request = newImportOf(basename(path), options, settings, interactive)
  const { suggested } = request
  return { ...request, selection: 'all', ...(suggested ? { suggested: { ...suggested, notation } } : {}) }
}

async function endOf(
  { client, json }: Invocation,
  { id: importId, status, problem, configuration }: ImportState,
  part: UploadedPart,
  column: string,
): Promise<PartDone> {
  if (status === 'aborted' || status === 'failed') {
    say(problem ? problemText(problem) : `The import ${importId} is ${status}.`)
    const exitCode = problem ? exitCodeOf(problem.code) : EXIT.failed
    return { result: { state: 'stopped', importId, problem }, exitCode }
  }
  const summary = await client.getSummary({ path: { importId } })
  if (!json) await print(summaryText(summary))
  const rejected = rejectedText(summary)
  if (rejected !== '') say(rejected)
  const stopped = { result: { state: 'stopped', importId, summary }, exitCode: EXIT.failed } as const
  if (status !== 'completed') return stopped
  if (summary.rows !== part.rows) {
    say(`Part ${part.part} has ${part.rows} rows, but its import counted ${summary.rows}. Nothing more is imported.`)
    return stopped
  }
  if (configuration === undefined || configuration.assignment.column !== column) {
    say(`The users were taken from another column than "${plain(column)}". Split the file again by that column.`)
    return { ...stopped, exitCode: EXIT.refused }
  }
  const exitCode = rejected === '' ? EXIT.done : EXIT.rejectedRows
  return { result: { state: 'imported', importId, summary }, exitCode, settings: { configuration } }
}

function totalOf(results: readonly PartResult[]): UploadResult['total'] {
  const summaries = results.flatMap(({ summary }) => summary ?? [])
  const sum = (of: (summary: Summary) => number): number => summaries.reduce((all, one) => all + of(one), 0)
  return {
    rows: sum(({ rows }) => rows),
    totals: addTotals(...summaries.map(({ totals }) => totals)),
    deleted: sum(({ deleted }) => deleted),
  }
}

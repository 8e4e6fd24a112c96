import { setTimeout as pause } from 'node:timers/promises'
import { ApiProblem, type Client } from '../../lib/contracts/client.ts'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { isHarmless } from '../../lib/domain/drift.ts'
import { isFinal } from '../../lib/domain/transitions.ts'
import { plain, problemText, say } from '../output.ts'
import { sameEmail } from '../people.ts'
import { backOff, stagePrinter, startBar, type Bar } from '../progress.ts'
import { patiently } from '../waiting.ts'
import type { Answers, ImportState, SettingsQuestion } from './answers.ts'
import { driftText, offeredText } from './drift.ts'
import { leftOutBefore } from './selection.ts'
import { settingsText, unusedText, warningsText } from './settings.ts'
import { countsText, rowsOf, selectionText, stageText } from './texts.ts'

export interface FollowOptions {
  readonly client: Client
  readonly importId: string
  readonly answers: Answers
  /** E-mail addresses that are left out when the selection is asked for. */
  readonly exclude?: readonly string[]
}

const FIRST_ROWS = 5

/** What is asked, and answered: while somebody thinks, others may have made it another question. */
type Question = NonNullable<ImportState['waiting']>

/**
 * Follows an import to its end: says each stage once, has its questions answered, shows progress. Every request may be
 * repeated while the server is away: an answer given twice counts once.
 * @returns the import in its final state
 * @throws whatever the answers throw; ApiProblem; ApiUnreachable after two minutes of silence
 */
export async function followImport(options: FollowOptions): Promise<ImportState> {
  const wait = backOff()
  const report = progressReporter(options)
  const answered = new Set<string>()
  let before: ImportState['status'] | undefined
  try {
    for (;;) {
      const state = await patiently(() => options.client.getImport({ path: { importId: options.importId } }))
      await report.show(state)
      if (isFinal(state.status)) return state
      if (state.waiting && !answered.has(state.waiting.approvalId)) {
        report.pause()
        await answer(options, state, state.waiting)
        answered.add(state.waiting.approvalId)
        wait.reset()
        continue
      }
      // Not at every user: asking often while all are imported would take the server's time from the import.
      if (state.status !== before) wait.reset()
      before = state.status
      await pause(wait.next())
    }
  } finally {
    report.pause()
  }
}

async function answer(options: FollowOptions, state: ImportState, waiting: Question): Promise<void> {
  switch (waiting.step) {
    case 'settings':
      return answerSettings(options, state, waiting)
    case 'selection':
      return answerSelection(options, state, waiting)
    case 'decision':
      return answerDecision(options, state, waiting, waiting.userId ?? state.current?.userId ?? '')
  }
}

async function answerSettings(
  { client, importId, answers }: FollowOptions,
  state: ImportState,
  { approvalId }: Question,
): Promise<void> {
  const drift = state.round === 1 ? state.drift : undefined
  let question: SettingsQuestion = {
    state,
    draft: drift?.repaired ?? state.configuration ?? state.suggestion?.configuration ?? {},
    problems: drift ? drift.problems : state.round === 1 ? (state.suggestion?.problems ?? []) : [],
    refused: 0,
  }
  for (;;) {
    const configuration = await answers.settings(question)
    if (configuration === 'cancel') return cancel(client, importId)
    const places = await refusalOf(() =>
      client.putSettings({ path: { importId }, query: { approvalId }, body: configuration }),
    )
    if (!places) return
    question = { ...question, draft: configuration, problems: places, refused: question.refused + 1 }
  }
}

/** The places at which the API refused a configuration; undefined if it took it. */
async function refusalOf(send: () => Promise<unknown>): Promise<SettingsQuestion['problems'] | undefined> {
  try {
    await decide(send)
    return undefined
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'configuration-invalid') throw error
    return error.problem.places ?? [{ message: error.message }]
  }
}

async function answerSelection(
  { client, importId, answers, exclude = [] }: FollowOptions,
  state: ImportState,
  { approvalId }: Question,
): Promise<void> {
  const users = await patiently(() => client.listImportUsers({ path: { importId } }))
  const answer = await answers.selection(state, users)
  if (answer === 'cancel') return cancel(client, importId)
  const leftOut = leftOutBefore(users).map(({ userId }) => userId)
  const body = answer === 'go-on' ? { exclude: [...exclude, ...leftOut] } : { corrections: answer }
  await decide(() => client.putSelection({ path: { importId }, query: { approvalId }, body }))
}

async function answerDecision(
  { client, importId, answers }: FollowOptions,
  state: ImportState,
  { approvalId }: Question,
  userId: string,
): Promise<void> {
  const preview = await patiently(() => client.getPreview({ path: { importId, userId }, query: { limit: FIRST_ROWS } }))
  const action = await answers.decision(state, preview)
  await decide(() => client.decideUser({ path: { importId, userId }, query: { approvalId }, body: { action } }))
}

async function cancel(client: Client, importId: string): Promise<void> {
  await patiently(() => client.cancelImport({ path: { importId } }))
}

/** Sends an answer. That somebody else was faster, or the time is over, is said and no error: the import goes on all the same. */
async function decide(send: () => Promise<unknown>): Promise<void> {
  try {
    await patiently(send)
  } catch (error) {
    if (!(error instanceof ApiProblem) || !['already-decided', 'no-longer-waiting'].includes(error.code)) throw error
    say(problemText({ code: error.code, message: error.message, advice: error.problem.advice }))
  }
}

interface Reporter {
  show(state: ImportState): Promise<void>
  /** Takes a bar away, so that a question or the end can be written. */
  pause(): void
}

function progressReporter({ client, importId, exclude = [] }: FollowOptions): Reporter {
  const stage = stagePrinter()
  let assignment: string | undefined
  const finished = new Set<string>()
  let bar: Bar | undefined
  let imported = 0
  let shown: ImportConfiguration | undefined
  const stop = (): void => {
    bar?.stop()
    bar = undefined
  }
  /** Who gets which rows. An excluded address that was mistyped would leave nobody out: that must not go unnoticed. */
  const showAssignment = async (state: ImportState): Promise<void> => {
    const counts = JSON.stringify(state.assignment)
    if (!state.assignment || counts === assignment) return
    assignment = counts
    const found = await patiently(() => client.listImportUsers({ path: { importId } }))
    if (state.status !== 'awaiting-selection') say(`\n${selectionText(found)}`) // who is asked is shown it with the question
    const unknown = exclude.filter((email) => !found.users.some((user) => sameEmail(user.email, email)))
    if (unknown.length > 0)
      say(`Nobody found in the file is called ${unknown.map(plain).join(', ')}: nothing to exclude.`)
  }
  const showSettings = ({ configuration, suggestion, inspection, drift, problem }: ImportState): void => {
    if (problem?.code === 'configuration-invalid') return // nothing goes by it
    if (!configuration || JSON.stringify(configuration) === JSON.stringify(shown)) return
    stop()
    const first = shown === undefined
    shown = configuration
    if (first && drift && isHarmless(drift)) say(driftText(drift))
    say(settingsText(configuration, suggestion?.reasons))
    if (!inspection) return
    const unused = unusedText(configuration, inspection)
    if (unused !== '') say(unused)
    const offered = offeredText(configuration, suggestion?.reasons)
    if (offered !== '') say(offered)
    const warnings = first ? warningsText(inspection) : ''
    if (warnings !== '') say(warnings)
  }
  const newlyImported = async (): Promise<void> => {
    const { users } = await patiently(() => client.listImportUsers({ path: { importId } }))
    for (const { userId, email, rows, state, totals, deleted } of users) {
      if (state !== 'imported' || finished.has(userId)) continue
      finished.add(userId)
      if (!bar || !process.stderr.isTTY)
        say(
          `  ${plain(email)}: ${rowsOf(rows)}${totals ? `, ${countsText({ ...totals, deleted: deleted ?? 0 })}` : ''}`,
        )
    }
  }
  return {
    pause: stop,
    async show(state) {
      for (const { status } of state.timeline) {
        // What a stage found stands before the stage that works with it, however late we look.
        if (!BEFORE_SETTINGS.has(status)) showSettings(state)
        if (!BEFORE_ASSIGNMENT.has(status)) await showAssignment(state)
        if (!QUIET.has(status)) stage(`${status}`, stageText(status))
      }
      if (state.restorePointId !== undefined) stage('restore-point', `Restore point: ${state.restorePointId}`)
      const { total, excluded, skipped } = state.users
      if (state.status === 'importing') bar ??= startBar('Importing', total - excluded)
      else stop()
      bar?.update(state.users.imported + skipped, {
        total: total - excluded,
        label: `Importing ${state.current ? plain(state.current.email) : ''}`,
      })
      if (state.users.imported > imported) {
        imported = state.users.imported
        await newlyImported()
      }
    },
  }
}

const BEFORE_SETTINGS: ReadonlySet<ImportState['status']> = new Set([
  'awaiting-upload',
  'inspecting',
  'awaiting-settings',
])

const BEFORE_ASSIGNMENT: ReadonlySet<ImportState['status']> = new Set([...BEFORE_SETTINGS, 'splitting'])

/** Stages that ask, and ends, are shown by what follows them. */
const QUIET: ReadonlySet<ImportState['status']> = new Set([
  'awaiting-settings',
  'awaiting-selection',
  'awaiting-decision',
  'completed',
  'aborted',
  'failed',
])

import { type CANCEL_SYMBOL, confirm, isCancel, select } from '@clack/prompts'
import type { Client } from '../../lib/contracts/client.ts'
import type { Decision } from '../../lib/domain/imports.ts'
import { PREVIEW_OUTCOMES } from '../../lib/domain/plans.ts'
import { say } from '../output.ts'
import { leftOpen, type Answers, type ImportState, type Preview } from './answers.ts'
import { createAcceptance, createCorrectionQuestions } from './corrections.ts'
import { editSettings } from './editor.ts'
import { acceptedText, countsText, entriesText, previewText, selectionText } from './texts.ts'
import { withOverrides, type Overrides } from './settings.ts'

/** Rows on one page of `Show rows`. */
const PAGE = 20

/** Prompts are drawn on stderr: stdout belongs to the document of `--json`. */
const output = process.stderr

export interface TerminalOptions extends Overrides {
  readonly client: Client
  /** Whether values that mean one user surely are corrected without a question. */
  readonly acceptSuggestions?: boolean
  /** Whether the users found are to be confirmed. */
  readonly confirmSelection: boolean
}

/** Answers from a person at the terminal. */
export function terminalAnswers({
  client,
  acceptSuggestions = false,
  confirmSelection,
  ...overrides
}: TerminalOptions): Answers {
  const accept = createAcceptance()
  const ask = createCorrectionQuestions()
  return {
    settings: (question) =>
      editSettings(
        client,
        question.refused === 0 ? { ...question, draft: withOverrides(question.draft, overrides) } : question,
      ),
    async selection(state, users) {
      say(selectionText(users))
      const sure = acceptSuggestions ? accept(users.notFound) : []
      const accepted = sure.length > 0 ? sure : confirmSelection ? await ask(state, users.notFound) : []
      if (accepted.length > 0) {
        say(acceptedText(accepted))
        return accepted
      }
      if (!confirmSelection) return 'go-on'
      const agreed = await confirm({
        message: 'Go on with these users?',
        active: 'Go on',
        inactive: 'Cancel the import',
        output,
      })
      if (isCancel(agreed)) throw leftOpen(state.id, '')
      return agreed ? 'go-on' : 'cancel'
    },
    async decision(state, preview) {
      say(previewText(preview))
      for (;;) {
        const choice = await askDecision(state, preview)
        if (choice !== 'rows') return choice
        await showRows(client, state, preview)
      }
    },
  }
}

async function askDecision(state: ImportState, { name, counts }: Preview): Promise<Decision | 'rows'> {
  const choice = await select<Decision | 'rows'>({
    message: `${name}: what now?`,
    output,
    options: [
      { value: 'import', label: 'Import', hint: `${countsText(counts)}; exactly what was previewed` },
      { value: 'skip', label: 'Skip', hint: 'leave this user as it is' },
      {
        value: 'import-all',
        label: 'Import all users',
        hint: `this one and the other ${Math.max(0, state.users.pending - 1)}, without preview`,
      },
      { value: 'rows', label: 'Show rows' },
      { value: 'back', label: 'Back', hint: 'change the settings; users already imported stay imported' },
      { value: 'cancel', label: 'Cancel', hint: 'stop here; what was imported stays' },
    ],
  })
  if (isCancel(choice)) throw leftOpen(state.id, '')
  return choice
}

type Filter = keyof Preview['counts'] | 'all'

async function showRows(client: Client, state: ImportState, { userId, counts }: Preview): Promise<void> {
  const found = Object.entries(counts).flatMap(([outcome, count]) => (count > 0 ? [{ outcome, count }] : []))
  const filter = found.length < 2 ? 'all' : await askFilter(counts)
  if (isCancel(filter)) return
  let cursor: string | undefined
  do {
    const page: Preview = await client.getPreview({
      path: { importId: state.id, userId },
      query: {
        limit: PAGE,
        ...(filter === 'all' ? {} : { outcome: filter }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    })
    say(entriesText(page.entries))
    cursor = page.cursor
    if (cursor === undefined) return
    const again = await confirm({ message: 'More rows?', active: 'Next page', inactive: 'Enough', output })
    if (isCancel(again) || !again) return
  } while (cursor !== undefined)
}

async function askFilter(counts: Preview['counts']): Promise<Filter | typeof CANCEL_SYMBOL> {
  return select<Filter>({
    message: 'Which rows?',
    output,
    options: [
      { value: 'all', label: 'All' },
      ...PREVIEW_OUTCOMES.flatMap((value) =>
        counts[value] > 0 ? [{ value, label: value, hint: String(counts[value]) }] : [],
      ),
    ],
  })
}

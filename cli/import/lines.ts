import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { ImportConfiguration } from '../../lib/domain/configuration.ts'
import { DECISIONS, type Decision } from '../../lib/domain/imports.ts'
import { sameData } from '../../lib/domain/equality.ts'
import { UsageError } from '../exit-codes.ts'
import { readConfiguration } from '../files.ts'
import { say } from '../output.ts'
import { leftOpen, type Answers } from './answers.ts'
import { createAcceptance } from './corrections.ts'
import { asComplete, settingsMissing, withOverrides, type Overrides } from './settings.ts'
import { acceptedText, previewText, selectionText } from './texts.ts'

/** One line of a script: a decision, and for `back` the configuration (file or name) to go on with, if it is another one. */
export interface DecisionLine {
  readonly action: Decision
  readonly configurationFile?: string
}

/**
 * Reads a decision; blank lines and lines that begin with # give none.
 * @throws UsageError for anything else
 */
export function parseDecision(line: string): DecisionLine | undefined {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return undefined
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? []
  const action = DECISIONS.find((decision) => decision === word.toLowerCase())
  if (!action || (rest !== '' && action !== 'back')) {
    throw new UsageError(
      `"${text}" is no decision. Say one of ${DECISIONS.join(', ')}; after back a configuration file may follow.`,
    )
  }
  return { action, ...(rest === '' ? {} : { configurationFile: rest }) }
}

/** Decisions one after the other, read only when they are needed; undefined at the end. */
export function decisionReader(input: Readable): { next: () => Promise<DecisionLine | undefined>; close: () => void } {
  const lines = createInterface({ input })
  const iterator = lines[Symbol.asyncIterator]()
  return {
    next: async () => {
      for (;;) {
        const line = await iterator.next()
        if (line.done) return undefined
        const decision = parseDecision(line.value)
        if (decision) return decision
      }
    },
    close: () => lines.close(),
  }
}

export interface LineOptions extends Overrides {
  /** Whether values that mean one user surely are corrected without a question. */
  readonly acceptSuggestions?: boolean
  /** The file or saved configuration named with `--config`; read again after each `back`, so that a script may change it. */
  readonly configurationFile?: string
  /** Reads a file, or a saved configuration by its name; without it, files only. */
  readonly read?: (fileOrName: string) => Promise<ImportConfiguration>
}

/** Answers for scripts: settings from the configuration file or the suggestion, the selection as found, decisions from stdin. */
export function lineAnswers(input: () => Readable, options: LineOptions): Answers & { close: () => void } {
  let reader: ReturnType<typeof decisionReader> | undefined
  let configurationFile = options.configurationFile
  const accept = createAcceptance()
  return {
    async settings(question): Promise<ImportConfiguration> {
      if (question.refused > 0) throw settingsMissing(question)
      const { suggestion, round, configuration: given, drift } = question.state
      if (configurationFile !== undefined) {
        const read = withOverrides(await (options.read ?? readConfiguration)(configurationFile), options)
        // What the import began with does not fit, or nobody would have to be asked; another one may.
        if (round === 1 && drift !== undefined && sameData(read, given)) throw settingsMissing(question)
        return read
      }
      const complete = round > 1 || suggestion?.complete || options.assignColumn !== undefined
      const configuration = complete ? asComplete(withOverrides(question.draft, options)) : undefined
      if (!configuration) throw settingsMissing(question)
      return configuration
    },
    selection(_, users) {
      say(selectionText(users))
      const accepted = options.acceptSuggestions === true ? accept(users.notFound) : []
      if (accepted.length > 0) say(acceptedText(accepted))
      return Promise.resolve(accepted.length > 0 ? accepted : 'go-on')
    },
    async decision(state, preview) {
      say(previewText(preview))
      reader ??= decisionReader(input())
      const line = await reader.next()
      if (!line) throw leftOpen(state.id, `There is no decision on ${preview.email} on stdin.`)
      say(`Decision: ${line.action}`)
      configurationFile = line.configurationFile ?? configurationFile
      return line.action
    },
    close: () => reader?.close(),
  }
}

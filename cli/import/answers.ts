import type { AnswerOf } from '../../lib/contracts/client.ts'
import type { Correction, ImportConfiguration } from '../../lib/domain/configuration.ts'
import type { Decision } from '../../lib/domain/imports.ts'
import { LeftOpen } from '../exit-codes.ts'
import type { Place } from '../output.ts'

export type ImportState = AnswerOf<'getImport'>
export type ImportUsers = AnswerOf<'listImportUsers'>
export type Preview = AnswerOf<'getPreview'>

/** What the import needs to know before it can read the rows. */
export interface SettingsQuestion {
  readonly state: ImportState
  /** What the last try, or the file's suggestion, is based on; may lack parts. */
  readonly draft: Partial<ImportConfiguration>
  /** What is wrong or missing, as far as it is known. */
  readonly problems: readonly Place[]
  /** Tries refused so far. */
  readonly refused: number
}

/** Who answers the import's questions: a person at a terminal, or lines from stdin. Each may throw `LeftOpen`. */
export interface Answers {
  settings(question: SettingsQuestion): Promise<ImportConfiguration | 'cancel'>
  /** Whether to go on with the users found, or with corrections first: then it is asked for again. */
  selection(state: ImportState, users: ImportUsers): Promise<'go-on' | 'cancel' | readonly Correction[]>
  decision(state: ImportState, preview: Preview): Promise<Decision>
}

/** Everything that is done from here on goes by this id: how to come back to an import that was left. */
export function howToGoOn(importId: string): string {
  return (
    `See it with "muster imports show ${importId}", go on with "muster imports follow ${importId}",` +
    ` end it with "muster imports cancel ${importId}".`
  )
}

/** What is said to whoever leaves an import by Ctrl-C. */
export function leftBehind(importId: string): string {
  return `The import goes on without this terminal. ${howToGoOn(importId)}`
}

export function leftOpen(importId: string, why: string): LeftOpen {
  return new LeftOpen(`${why} The import waits.`.trim(), howToGoOn(importId))
}

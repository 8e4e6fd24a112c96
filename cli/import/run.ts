import { basename } from 'node:path'
import type { CallOf, Client } from '../../lib/contracts/client.ts'
import { Problem } from '../../lib/domain/problems.ts'
import { chooseConfiguration } from '../configurations.ts'
import { UsageError } from '../exit-codes.ts'
import { sizeOf } from '../files.ts'
import type { Invocation } from '../invocation.ts'
import { say } from '../output.ts'
import { megabytes, startBar } from '../progress.ts'
import { upload, type UploadForm } from '../upload.ts'
import { leaveOnInterrupt } from '../waiting.ts'
import { howToGoOn, leftBehind, type Answers, type ImportState } from './answers.ts'
import { followImport } from './follow.ts'
import { lineAnswers } from './lines.ts'
import type { Overrides } from './settings.ts'
import { terminalAnswers } from './terminal.ts'

export type NewImport = CallOf<'startImport'>['body']

/**
 * Imports one file: starts the import, uploads the file, and follows the import until it is over.
 * @returns the import in its final state, whatever that is
 * @throws what starting, uploading, following and the answers throw; `LeftOpen` if the import goes on without us
 */
export async function importFile(
  { client, interactive }: Pick<Invocation, 'client' | 'interactive'>,
  file: string,
  body: NewImport,
  answers: Answers,
): Promise<ImportState> {
  const size = await sizeOf(file)
  const begun = await client.startImport({ body })
  const importId = begun.import.id
  say(`Import ${importId} of "${basename(file)}" (${megabytes(size)})`)
  await sendFile(client, importId, file, size, begun.upload)
  const leave = leaveOnInterrupt(leftBehind(importId))
  try {
    return await followImport({ client, importId, answers, exclude: body.exclude ?? [] })
  } catch (error) {
    // Settings that nobody can complete end the import; a decision that was misspelt can still be given.
    if (error instanceof Problem && !interactive) await giveUp(client, importId)
    if (error instanceof UsageError) say(howToGoOn(importId))
    throw error
  } finally {
    leave()
  }
}

export interface AnswerOptions extends Overrides {
  readonly config?: string
  readonly decide?: 'ask' | 'import-all'
  readonly acceptSuggestions?: boolean
}

/** Asks at the terminal if there is one, else reads decisions from stdin. */
export function answersFor(
  { client, interactive }: Pick<Invocation, 'client' | 'interactive'>,
  { config, decide, ...overrides }: AnswerOptions,
): Answers & { close?: () => void } {
  if (interactive) return terminalAnswers({ client, confirmSelection: decide !== 'import-all', ...overrides })
  return lineAnswers(() => process.stdin, {
    ...overrides,
    read: async (fileOrName) => (await chooseConfiguration(client, fileOrName)).configuration,
    ...(config === undefined ? {} : { configurationFile: config }),
  })
}

/** Uploads the file. An import without its file is ended, so that it stands in nobody's way. */
async function sendFile(
  client: Client,
  importId: string,
  file: string,
  size: number,
  form: UploadForm & { maxBytes: number },
): Promise<void> {
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(new Error('The upload was stopped.'))
  process.once('SIGINT', interrupt)
  const bar = startBar('Uploading', size, megabytes)
  try {
    if (size > form.maxBytes) {
      throw new Problem(
        'too-large',
        `The file has ${megabytes(size)}; an import may have ${megabytes(form.maxBytes)}.`,
        {
          advice: 'Split it (muster split), or ask an administrator to raise the limit of the company.',
        },
      )
    }
    await upload(file, size, form, {
      signal: stop.signal,
      progress: (bytes) => bar.update(bytes),
      retrying: (reason, attempt) => say(`The upload was interrupted (${reason}); try ${attempt} …`),
    })
  } catch (error) {
    bar.stop()
    await giveUp(client, importId, 'nothing was imported')
    throw stop.signal.aborted ? new Error('The upload was stopped and the import cancelled.', { cause: error }) : error
  } finally {
    bar.stop()
    process.removeListener('SIGINT', interrupt)
  }
}

/** Cancels an import that nobody can answer. That even this fails is said, and the first problem stays the one that counts. */
async function giveUp(client: Client, importId: string, rest = 'what was imported before stays'): Promise<void> {
  try {
    await client.cancelImport({ path: { importId } })
    say(`The import ${importId} was cancelled; ${rest}.`)
  } catch (error) {
    say(`The import ${importId} could not be cancelled: ${error instanceof Error ? error.message : String(error)}`)
  }
}

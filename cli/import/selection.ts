import type { AnswerOf, CallOf, Client } from '../../lib/contracts/client.ts'
import type { Correction } from '../../lib/domain/configuration.ts'
import { UsageError } from '../exit-codes.ts'
import { plain } from '../output.ts'
import { sureCorrections } from './corrections.ts'

type ImportUsers = AnswerOf<'listImportUsers'>

export interface SelectOptions {
  readonly exclude?: readonly string[]
  readonly all?: boolean
  readonly correct?: readonly Correction[]
  readonly acceptSuggestions?: boolean
}

/** Who was left out by choice before *Back*: they stay so until somebody says otherwise. */
export const leftOutBefore = ({ users }: Pick<ImportUsers, 'users'>): ImportUsers['users'] =>
  users.filter(({ notChosenBefore }) => notChosenBefore === true)

/**
 * What answers the question for the selection: whom values mean, if something is said of that, else who is left out. Unless
 * it is said, whoever was left out before stays so, and `tell` hears of it.
 * @throws UsageError for both at once, and where no value means one user surely
 */
export async function selectionAnswer(
  client: Client,
  importId: string,
  { exclude, all = false, correct = [], acceptSuggestions = false }: SelectOptions,
  tell: (line: string) => void,
): Promise<CallOf<'putSelection'>['body']> {
  if (correct.length === 0 && !acceptSuggestions) {
    if (exclude !== undefined || all) return { exclude: [...(exclude ?? [])] }
    const leftOut = leftOutBefore(await client.listImportUsers({ path: { importId } }))
    if (leftOut.length > 0) {
      tell(`Left out as before: ${leftOut.map(({ email }) => plain(email)).join(', ')}. Take them in with --all.`)
    }
    return { exclude: leftOut.map(({ userId }) => userId) }
  }
  if (exclude !== undefined || all) {
    throw new UsageError('First correct the values; whom to exclude is asked for again once the file is sorted again.')
  }
  const { notFound } = acceptSuggestions ? await client.listImportUsers({ path: { importId } }) : { notFound: [] }
  const own = new Set(correct.map(({ value }) => value))
  const corrections = [...correct, ...sureCorrections(notFound).filter(({ value }) => !own.has(value))]
  if (corrections.length === 0) {
    throw new UsageError(`No value of this import means one user surely: see "muster imports show ${importId}".`)
  }
  return { corrections }
}

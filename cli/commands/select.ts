import { Option, type Command } from 'commander'
import type { CallOf, Client } from '../../lib/contracts/client.ts'
import type { Correction } from '../../lib/domain/configuration.ts'
import { UsageError } from '../exit-codes.ts'
import { collectCorrection, sureCorrections } from '../import/corrections.ts'
import { leftOutBefore } from '../import/texts.ts'
import { openInvocation } from '../invocation.ts'
import { plain, printJson, say } from '../output.ts'

interface SelectOptions {
  readonly exclude?: readonly string[]
  readonly all?: boolean
  readonly correct?: readonly Correction[]
  readonly acceptSuggestions?: boolean
}

/** `muster imports select`: who is imported, or first what values mean that belong to no user. */
export function addSelectCommand(group: Command): void {
  group
    .command('select <id>')
    .description('give the selection of users an import waits for: all, unless some are excluded')
    .option(
      '--exclude <e-mail...>',
      'users who are left out; without it those who were left out before the import went back',
    )
    .addOption(new Option('--all', 'nobody is left out').conflicts('exclude'))
    .option(
      '--correct <value=e-mail>',
      'whom a value means that belongs to no user; repeatable. The file is sorted again, then the selection is asked for again',
      collectCorrection,
    )
    .option('--accept-suggestions', 'the same for each value that means one user surely')
    .addHelpText(
      'after',
      '\nExamples:\n  $ muster imports select 01JD… --exclude bjoern.lange@nordwind.example\n  $ muster imports select 01JD… --correct 107=bjoern.lange@nordwind.example',
    )
    .action(async (importId: string, options: SelectOptions, command: Command) => {
      const { client, json } = openInvocation(command)
      const body = await answerOf(client, importId, options, json ? () => undefined : say)
      const decided = await client.putSelection({ path: { importId }, body })
      if (json) await printJson(decided)
      else if ('corrections' in body) say('The file is sorted again with these corrections; then the selection is due.')
      else say('The import goes on with these users.')
    })
}

async function answerOf(
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

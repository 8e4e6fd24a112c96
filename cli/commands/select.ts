import { Option, type Command } from 'commander'
import { collectCorrection } from '../import/corrections.ts'
import { selectionAnswer, type SelectOptions } from '../import/selection.ts'
import { openInvocation } from '../invocation.ts'
import { printJson, say } from '../output.ts'

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
      const body = await selectionAnswer(client, importId, options, json ? () => undefined : say)
      const decided = await client.putSelection({ path: { importId }, body })
      if (json) await printJson(decided)
      else if ('corrections' in body) say('The file is sorted again with these corrections; then the selection is due.')
      else say('The import goes on with these users.')
    })
}

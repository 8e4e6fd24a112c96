import type { Command } from 'commander'
import { UsageError } from '../exit-codes.ts'
import { print, printJson } from '../output.ts'
import { readGlobals, requestLocalToken } from '../invocation.ts'

/** `muster token --as E-MAIL`: an access token of the embedded cloud, the only secret that is ever printed. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print an access token for a user of the embedded cloud')
    .addHelpText('after', '\nExample:\n  $ export MUSTER_TOKEN=$(muster token --as anna.huber@nordwind.example)')
    .action(async (_: unknown, command: Command) => {
      const { url, as, json } = readGlobals(command)
      if (as === undefined) throw new UsageError('Say whose token with --as E-MAIL.')
      const token = await requestLocalToken(url, as)
      await (json ? printJson({ token }) : print(`${token}\n`))
    })
}

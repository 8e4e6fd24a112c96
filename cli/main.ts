#!/usr/bin/env node
import { CommanderError } from 'commander'
import { EXIT, exitCodeOfError } from './exit-codes.ts'
import { describeError, endQuietlyOnClosedPipe, printJson, say } from './output.ts'
import { program } from './program.ts'

/** Wrong usage ends with 2; asking for help is none. Commander has said it already. */
function exitCodeOfUsage(error: CommanderError): number {
  return error.code === 'commander.help' || error.exitCode !== 0 ? EXIT.usage : EXIT.done
}

async function main(): Promise<void> {
  endQuietlyOnClosedPipe()
  const json = process.argv.includes('--json')
  try {
    await program().parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = exitCodeOfUsage(error)
      if (json && process.exitCode !== EXIT.done)
        await printJson({ problem: { code: 'usage', message: error.message.replace(/^error: /, '') } })
      return
    }
    const { text, document } = describeError(error)
    say(text)
    if (json) await printJson({ problem: document })
    process.exitCode = exitCodeOfError(error)
  }
}

await main()

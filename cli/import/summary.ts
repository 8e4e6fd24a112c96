import type { Client } from '../../lib/contracts/client.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import { print, printJson, problemText, say } from '../output.ts'
import type { ImportState } from './answers.ts'
import { repairedText } from './drift.ts'
import { rejectedText, summaryText } from './texts.ts'

/**
 * Prints how an import ended: its accounts, or why it was stopped.
 * @returns the exit code that says so
 */
export async function reportEnd(client: Client, state: ImportState, json: boolean): Promise<ExitCode> {
  const { id, status, problem } = state
  if (status === 'aborted' || status === 'failed') {
    if (problem) say(problemText(problem))
    const { drift } = state
    if (drift && problem?.code === 'configuration-invalid') say(repairedText(drift))
    if (!problem) say(`The import ${id} is ${status}.`)
    const resume = `muster imports resume ${id}`
    if (status === 'failed' && !problem?.advice?.includes(resume)) say(`Go on where it stopped: ${resume}`)
    if (json) await printJson({ importId: id, status, problem, drift })
    return problem ? exitCodeOf(problem.code) : EXIT.failed
  }
  return printSummary(client, id, json)
}

/** Prints the accounts of an import and how to get what was rejected. */
export async function printSummary(client: Client, importId: string, json: boolean): Promise<ExitCode> {
  const summary = await client.getSummary({ path: { importId } })
  await (json ? printJson(summary) : print(summaryText(summary)))
  const rejected = rejectedText(summary)
  if (rejected !== '') say(rejected)
  return rejected === '' ? EXIT.done : EXIT.rejectedRows
}

import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import type { Invocation } from '../invocation.ts'
import { print, printJson, problemText, say } from '../output.ts'
import type { ImportState } from './answers.ts'
import { repairedText } from './drift.ts'
import { rejectedText, summaryText, undoText } from './texts.ts'

type Terminal = Pick<Invocation, 'client' | 'json' | 'interactive'>

/**
 * Prints how an import ended: its accounts, or why it was stopped.
 * @returns the exit code that says so
 */
export async function reportEnd(terminal: Terminal, state: ImportState): Promise<ExitCode> {
  const { json, interactive } = terminal
  const { id, status, problem, users } = state
  if (status === 'aborted' || status === 'failed') {
    if (problem) say(problemText(problem))
    const { drift } = state
    if (drift && problem?.code === 'configuration-invalid') say(repairedText(drift))
    if (!problem) say(`The import ${id} is ${status}.`)
    const resume = `muster imports resume ${id}`
    if (status === 'failed' && !problem?.advice?.includes(resume)) say(`Go on where it stopped: ${resume}`)
    if (status === 'failed' && users.imported > 0 && interactive && !json)
      say(`Or take back what was written: muster imports undo ${id}`)
    if (json) await printJson({ importId: id, status, problem, drift })
    return problem ? exitCodeOf(problem.code) : EXIT.failed
  }
  return printSummary(terminal, id, state)
}

/**
 * Prints the accounts of an import, how to get what was rejected, and at a terminal how to take back what was written.
 * @param state the import, if it is known already
 * @returns the exit code that says whether rows were rejected
 */
export async function printSummary(
  { client, json, interactive }: Terminal,
  importId: string,
  state?: ImportState,
): Promise<ExitCode> {
  const path = { importId }
  const summary = await client.getSummary({ path })
  await (json ? printJson(summary) : print(summaryText(summary)))
  const rejected = rejectedText(summary)
  if (rejected !== '') say(rejected)
  if (interactive && !json) {
    const undo = undoText(summary, state ?? (await client.getImport({ path })))
    if (undo !== '') say(undo)
  }
  return rejected === '' ? EXIT.done : EXIT.rejectedRows
}

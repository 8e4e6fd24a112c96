import { readFile } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'
import { z } from 'zod'
import type { Outcome } from './compare.ts'

const entrySchema = z.strictObject({
  files: z.array(z.string()).min(1),
  result: z.enum(['refused', 'differs']),
  /** A refusal's code or reason; a difference's words. Every difference of a file has to match. */
  matches: z.string(),
  right: z.enum(['ours', 'oracle', 'both', 'neither']),
  why: z.string(),
})

/** A difference or refusal that was looked into: who is right, and why. `files` are names of the corpus, or globs. */
export type Known = z.infer<typeof entrySchema>

/** What was looked into so far. */
export async function readKnown(): Promise<readonly Known[]> {
  const text = await readFile(join(import.meta.dirname, 'known-differences.json'), 'utf8')
  return z.strictObject({ known: z.array(entrySchema) }).parse(JSON.parse(text)).known
}

/** Formats that are no supported spreadsheets: to refuse them is what they are in the corpus for. */
const NOT_SUPPORTED = /\.(dbf|dif|slk|uos|html|xlam)$/i

/** Whether an outcome needs no look: it is equal, or everything about it is known. */
export function isExplained(name: string, outcome: Outcome, known: readonly Known[]): boolean {
  if (outcome.result === 'equal') return true
  if (outcome.result === 'failed') return false
  const entries = known.filter(
    ({ result, files }) => result === outcome.result && files.some((glob) => glob === name || matchesGlob(name, glob)),
  )
  if (outcome.result === 'refused') {
    const said = outcome.reason || outcome.code
    return NOT_SUPPORTED.test(name) || entries.some(({ matches }) => new RegExp(matches).test(said))
  }
  return outcome.differences.every((difference) => entries.some(({ matches }) => new RegExp(matches).test(difference)))
}

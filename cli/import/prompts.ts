import type { CANCEL_SYMBOL } from '@clack/prompts'
import { isCancel } from '@clack/prompts'

/** Where questions are asked: results alone go to stdout. */
export const output = process.stderr

/** The person pressed Ctrl-C in a question: the step is given up, not the import. */
export class StepBack extends Error {}

/** The answer to a question. @throws StepBack if there is none */
export function answered<T extends string | boolean | readonly string[]>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new StepBack()
  return answer
}

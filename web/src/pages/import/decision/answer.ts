import type { AnswerOf } from '../../../../../lib/contracts/client.ts'

/** What can be answered about a previewed user. */
export type Action = 'import' | 'skip' | 'import-all' | 'back'

/** Sends the answer to the question that waits. */
export type SendAnswer = (action: Action) => Promise<AnswerOf<'decideUser'>>

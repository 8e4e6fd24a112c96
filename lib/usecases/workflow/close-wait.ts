import type { Ports } from '../../ports/ports.ts'
import { openQuestions } from '../open-questions.ts'
import { loadImport, type OfImport } from './active-import.ts'

/**
 * The time to answer is over: closes the question. An answer that came in the last moment, before it was closed, counts:
 * whoever gave it was told so.
 */
export const closeWait =
  (deps: Pick<Ports, 'getImport' | 'findApproval' | 'getApproval' | 'closeApproval'>) =>
  async (input: OfImport): Promise<{ next: string }> => {
    const item = await loadImport(deps, input)
    for (const question of await openQuestions(deps, item)) {
      if (question.state === 'waiting') await deps.closeApproval(item.companyId, question.id)
      const closed = await deps.getApproval(item.companyId, question.id)
      if (closed?.state === 'decided' && closed.action !== undefined) return { next: closed.action }
    }
    return { next: 'no-answer' }
  }

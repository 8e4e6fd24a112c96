import type { Correction } from '../../domain/configuration.ts'
import { withCorrections } from '../../domain/corrections.ts'
import type { Ports } from '../../ports/ports.ts'
import { stored } from '../stored.ts'
import { loadImport, type OfImport } from './active-import.ts'

/** What the question for the selection is answered with when values are corrected instead of users chosen. */
export interface AcceptedCorrections {
  readonly corrections: readonly Correction[]
}

/**
 * Opens a new round whose settings are those of the round before with the accepted corrections: the file is split again
 * and the selection is asked for again. Asked again for a round that is open already, it does nothing.
 */
export const applyCorrections =
  (deps: Pick<Ports, 'getImport' | 'updateImport' | 'findApproval' | 'getAnswer' | 'now'>) =>
  async (input: OfImport): Promise<{ next: 'split' }> => {
    const item = await loadImport(deps, input)
    const { companyId, id: importId, round, configuration } = item
    const question = await deps.findApproval({ companyId, importId, round, step: 'selection' })
    if (question?.state !== 'decided' || question.action !== 'correct') return { next: 'split' }
    if (configuration === undefined) throw new Error(`The import ${importId} was split without a configuration.`)
    const { corrections } = stored<AcceptedCorrections>(await deps.getAnswer(companyId, question.id))
    const answer = await deps.updateImport(
      companyId,
      importId,
      {
        status: 'splitting',
        round: round + 1,
        settingsRound: round + 1,
        configuration: { ...configuration, assignment: withCorrections(configuration.assignment, corrections) },
        note: `Corrected by ${question.decidedBy?.name ?? 'somebody'}.`,
        at: deps.now(),
      },
      // Whoever was overtaken by another attempt at this step finds the round open, and leaves it alone.
      { round },
    )
    if (answer.kind === 'refused' && (answer.import?.round ?? 0) <= round) {
      throw new Error(`The import ${importId} is ${answer.import?.status ?? 'gone'}: it cannot be split again.`)
    }
    return { next: 'split' }
  }

import type { ImportConfiguration } from '../../domain/configuration.ts'
import { checkConfiguration } from '../../domain/configurations.ts'
import { correctionProblems } from '../../domain/corrections.ts'
import { driftPlaces, isHarmless } from '../../domain/drift.ts'
import type { Import } from '../../domain/imports.ts'
import { Problem, type ProblemPlace } from '../../domain/problems.ts'
import type { Ports } from '../../ports/ports.ts'
import type { InspectionFile } from '../inspection-file.ts'
import { recordTypeOf } from '../record-type-of.ts'

/**
 * Settings that need no question: given with the start, or the suggestion where the start says so. Only in the first
 * round. What was given is repaired where that changes nothing in its meaning, and else asked for.
 * @throws Problem `configuration-invalid` if what was given does not fit and nobody is there to be asked
 */
export async function settingsFromStart(
  deps: Pick<Ports, 'getCustomFields' | 'listUsers'>,
  item: Import,
  { inspection, suggestion, drift }: InspectionFile,
): Promise<ImportConfiguration | undefined> {
  if (item.round > 1) return undefined
  const suggested = item.suggested !== undefined && suggestion.complete ? suggestion.configuration : undefined
  const given = drift !== undefined && isHarmless(drift) ? drift.repaired : item.configuration
  const wanted = given ?? suggested
  if (wanted === undefined) return undefined
  const [type, users] = await Promise.all([
    recordTypeOf(deps, item.companyId, item.recordType),
    deps.listUsers(item.companyId),
  ])
  const problems = [
    ...checkConfiguration(
      type,
      wanted,
      inspection.columns.map(({ name }) => name),
      inspection.sheets.map(({ name }) => name),
    ),
    ...correctionProblems(wanted.assignment, users),
  ]
  const matters = drift !== undefined && !isHarmless(drift)
  if (problems.length === 0 && !matters) return wanted
  if (given !== undefined && item.decide === 'import-all') {
    throw doesNotFit(item, matters ? driftPlaces(drift) : [], problems)
  }
  return undefined
}

/** The drift says of each column more than that it is not there. */
function doesNotFit(
  { fileName }: Import,
  drifted: readonly ProblemPlace[],
  problems: readonly ProblemPlace[],
): Problem {
  const known = new Set(drifted.map(({ column }) => column))
  const rest =
    drifted.length === 0
      ? problems
      : problems.filter(({ column, pointer }) => !known.has(column) && pointer !== '/sheet')
  return new Problem('configuration-invalid', `The configuration does not fit "${fileName}".`, {
    advice: 'Correct the configuration, or import the file with somebody there to answer. Nothing was imported.',
    places: [...drifted, ...rest],
  })
}

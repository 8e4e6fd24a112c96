import type { Drift } from '../domain/drift.ts'
import type { Suggestion } from '../domain/suggest.ts'
import type { Inspection } from '../readers/inspect.ts'

/** What inspection found in a file and suggests for it. Lies in the bucket. */
export interface InspectionFile {
  readonly inspection: Inspection
  readonly suggestion: Suggestion
  /** How the configuration that was given with the start and this file have come apart, if they have. */
  readonly drift?: Drift
}

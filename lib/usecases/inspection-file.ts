import type { Suggestion } from '../domain/suggest.ts'
import type { Inspection } from '../readers/inspect.ts'

/** What inspection found in a file and suggests for it. Lies in the bucket. */
export interface InspectionFile {
  readonly inspection: Inspection
  readonly suggestion: Suggestion
}

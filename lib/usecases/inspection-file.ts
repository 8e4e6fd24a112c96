import type { ImportConfiguration } from '../domain/configuration.ts'
import type { ProblemPlace } from '../domain/problems.ts'
import type { Inspection } from '../readers/inspect.ts'

/** What inspection found in a file and suggests for it. Lies in the bucket. */
export interface InspectionFile {
  readonly inspection: Inspection
  readonly suggestion: {
    readonly configuration: Partial<ImportConfiguration>
    readonly complete: boolean
    readonly problems: readonly ProblemPlace[]
    readonly reasons: readonly { readonly column: string; readonly field: string; readonly why: string }[]
  }
}

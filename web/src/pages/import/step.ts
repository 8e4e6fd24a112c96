import type { ImportState } from '../../api/imports.ts'

/** What every step of the wizard gets: the import as it is now. */
export interface StepProps {
  readonly item: ImportState
}

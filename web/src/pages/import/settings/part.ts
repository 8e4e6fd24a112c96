import type { Part } from './places.ts'
import type { Settings } from './use-settings.ts'

/** What every part of the step gets. */
export interface PartProps {
  readonly settings: Settings
  /** Shows another part, at the first field that is wrong in it. */
  readonly go: (part: Part) => void
}

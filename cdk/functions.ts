import {
  API_FUNCTIONS,
  EVENT_FUNCTIONS,
  PUBLIC_FUNCTIONS,
  WORKFLOW_FUNCTIONS,
  type FunctionSpec,
} from '../lib/contracts/functions.ts'
import { fileNameOf } from '../lib/contracts/names.ts'

export type PublicFunctionName = keyof typeof PUBLIC_FUNCTIONS

/** One Lambda to be: its name in the contracts, the folder of `functions/` its source lies in, and what it may do. */
export interface FunctionEntry {
  readonly name: string
  readonly group: 'api' | 'workflow' | 'events'
  /** `api/decide-user`: its source below `functions/` (with `.ts`) and its bundle below `dist/functions/` (a folder). */
  readonly path: string
  /** `ApiDecideUser`: its construct's id. */
  readonly id: string
  readonly spec: FunctionSpec
}

/** `decideUser` -> `DecideUser`. */
export const pascalCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function entries(group: FunctionEntry['group'], functions: Readonly<Record<string, FunctionSpec>>): FunctionEntry[] {
  return Object.entries(functions).map(([name, spec]) => ({
    name,
    group,
    path: `${group}/${fileNameOf(name)}`,
    id: `${pascalCase(group)}${pascalCase(name)}`,
    spec,
  }))
}

/** Every Lambda of Muster, as `lib/contracts/functions.ts` lists them. */
export const FUNCTION_ENTRIES: readonly FunctionEntry[] = [
  ...entries('api', API_FUNCTIONS),
  ...entries('api', PUBLIC_FUNCTIONS),
  ...entries('workflow', WORKFLOW_FUNCTIONS),
  ...entries('events', EVENT_FUNCTIONS),
]

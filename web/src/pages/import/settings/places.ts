import type { Configuration } from './draft.ts'

/** The parts of the step, in their order. */
export const PARTS = ['file', 'columns', 'assignment', 'check'] as const
export type Part = (typeof PARTS)[number]

export const isPart = (text: unknown): text is Part => PARTS.some((part) => part === text)

/** Something that is wrong with a configuration, and the JSON pointer to where. */
export interface Mistake {
  readonly pointer?: string | undefined
  readonly message: string
}

/** The same with the part of the step, and the row of the mapping, in which it is mended. */
export interface Placed extends Mistake {
  readonly part: Part
  readonly column?: string
  readonly field?: string
  /** What of the row it is about: `field`, `update`, `column`, `empty`, `replacements`. */
  readonly about?: string
}

const PART_OF: Readonly<Record<string, Part>> = {
  sheet: 'file',
  headerRow: 'file',
  assignment: 'assignment',
  mapping: 'columns',
  mode: 'columns',
  transfer: 'columns',
  notation: 'columns',
  raiseLastCall: 'columns',
}

/** Finds the place of a mistake in a configuration. Pointers of refused requests stand below `/body`. */
export function placed({ mapping }: Pick<Configuration, 'mapping'>, mistake: Mistake): Placed {
  const [head = '', index = '', about] = (mistake.pointer ?? '')
    .replace(/^\/body(?=\/)/, '')
    .split('/')
    .slice(1)
  const part = PART_OF[head] ?? 'check'
  const entry = head === 'mapping' && /^\d+$/.test(index) ? mapping[Number(index)] : undefined
  return {
    ...mistake,
    part,
    ...(entry === undefined ? {} : { column: entry.column, field: entry.field }),
    ...(entry === undefined || about === undefined ? {} : { about }),
  }
}

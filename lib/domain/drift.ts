import type { ImportConfiguration } from './configuration.ts'
import { checkConfiguration } from './configurations.ts'
import { normaliseHeader } from './headers.ts'
import { ASSIGNMENT, type MappingHistory } from './mapping-history.ts'
import type { ProblemPlace } from './problems.ts'
import type { RecordType } from './record-types/types.ts'
import type { MappingConfidence, SuggestColumn } from './suggesting/columns.ts'
import { findRenames, type Rename } from './suggesting/renamed-columns.ts'

/** Where in a configuration something stands otherwise in the file. */
export interface DriftChange {
  readonly pointer: '/sheet' | '/headerRow'
  readonly from: string | number
  readonly to: string | number
  readonly message: string
  /** It changes nothing in what the configuration means. */
  readonly harmless: boolean
}

/** A column that the configuration names and the file does not have. */
export interface GoneColumn {
  readonly column: string
  /** What it is for: fields, and `assignment`. */
  readonly fields: readonly string[]
  /** The column it probably is now. With a `low` confidence it is only offered. */
  readonly renamedTo?: { readonly column: string; readonly why: string; readonly confidence: MappingConfidence }
}

/** How a configuration and the columns of a file have come apart. */
export interface Drift {
  readonly changes: readonly DriftChange[]
  readonly gone: readonly GoneColumn[]
  /** Columns that the configuration does not name, and that the company did not see in an import before. */
  readonly added: readonly string[]
  /** The configuration with all that in it: columns renamed, those that are gone left out of the mapping. */
  readonly repaired: ImportConfiguration
  /** What is wrong with the repaired one. */
  readonly problems: readonly ProblemPlace[]
}

export interface DriftInput {
  readonly recordType: RecordType
  readonly configuration: ImportConfiguration
  /** The file as inspection read it: the sheet and header row it found the columns in, and the names of all its sheets. */
  readonly file: {
    readonly sheet: string
    readonly headerRow: number
    readonly columns: readonly SuggestColumn[]
    readonly sheets: readonly string[]
  }
  readonly history?: MappingHistory
}

/** The columns that a configuration names and that are not among these. */
export function goneColumns({ assignment, mapping }: ImportConfiguration, columns: readonly string[]): string[] {
  const known = new Set(columns)
  return [...new Set([assignment.column, ...mapping.map(({ column }) => column)])].filter((name) => !known.has(name))
}

/**
 * What has become of the columns a configuration names; undefined if all are where it says. Harmless is only: another
 * name of the only sheet, and another place of the header, with all columns there.
 */
export function driftOf({ recordType, configuration, file, history = [] }: DriftInput): Drift | undefined {
  const names = file.columns.map(({ name }) => name)
  const gone = goneColumns(configuration, names)
  const changes = changesOf(configuration, file, gone.length === 0)
  if (gone.length === 0 && changes.length === 0) return undefined
  const renames = findRenames(recordType, configuration, file.columns, history)
  const repaired = repair(configuration, file, new Set(gone), renames)
  const used = new Set([repaired.assignment.column, ...repaired.mapping.map(({ column }) => column)])
  const seen = new Set(history.map(({ header }) => header))
  return {
    changes,
    gone: gone.map((column) => ({ column, fields: fieldsOf(configuration, column), ...renamedTo(renames, column) })),
    added: names.filter((name) => !used.has(name) && !seen.has(normaliseHeader(name))),
    repaired,
    problems: checkConfiguration(recordType, repaired, names, file.sheets),
  }
}

/** Whether the configuration, repaired, means what it meant: then it may be used without a question. */
export function isHarmless({ changes, gone }: Pick<Drift, 'changes' | 'gone'>): boolean {
  return gone.length === 0 && changes.every(({ harmless }) => harmless)
}

/** A drift as places of a problem: what is not where the configuration says, and where it probably is. */
export function driftPlaces({ changes, gone }: Pick<Drift, 'changes' | 'gone'>): ProblemPlace[] {
  const places = gone.map(({ column, fields, renamedTo: now }) => {
    const what = `The file has no column "${column}" (${fields.join(', ')}).`
    if (now === undefined) return { column, message: what }
    const probably = now.confidence === 'low' ? 'Perhaps' : 'Probably'
    return { column, message: `${what} ${probably} it is "${now.column}" now: ${now.why}` }
  })
  return [...changes.map(({ pointer, message }) => ({ pointer, message })), ...places]
}

function changesOf(
  { sheet, headerRow }: ImportConfiguration,
  file: DriftInput['file'],
  hasAllColumns: boolean,
): DriftChange[] {
  const changes: DriftChange[] = []
  if (!file.sheets.includes(sheet)) {
    const only = file.sheets.length === 1
    changes.push({
      pointer: '/sheet',
      from: sheet,
      to: file.sheet,
      message: `The file has no sheet "${sheet}"; ${only ? 'its only one is' : 'most data is on'} "${file.sheet}".`,
      harmless: only && hasAllColumns,
    })
  }
  if (headerRow !== file.headerRow) {
    changes.push({
      pointer: '/headerRow',
      from: headerRow,
      to: file.headerRow,
      message: `The column titles are in row ${file.headerRow}, not in row ${headerRow}.`,
      harmless: hasAllColumns,
    })
  }
  return changes
}

const fieldsOf = ({ assignment, mapping }: ImportConfiguration, column: string): string[] => [
  ...(assignment.column === column ? [ASSIGNMENT] : []),
  ...mapping.filter((entry) => entry.column === column).map(({ field }) => field),
]

function renamedTo(renames: readonly Rename[], column: string): Pick<GoneColumn, 'renamedTo'> {
  const rename = renames.find(({ from }) => from === column)
  return rename === undefined
    ? {}
    : { renamedTo: { column: rename.to, why: rename.why, confidence: rename.confidence } }
}

function repair(
  configuration: ImportConfiguration,
  { sheet, headerRow }: DriftInput['file'],
  gone: ReadonlySet<string>,
  renames: readonly Rename[],
): ImportConfiguration {
  const now = new Map(renames.filter(({ confidence }) => confidence !== 'low').map(({ from, to }) => [from, to]))
  const { assignment, mapping } = configuration
  return {
    ...configuration,
    sheet,
    headerRow,
    assignment: { ...assignment, column: now.get(assignment.column) ?? assignment.column },
    mapping: mapping
      .filter(({ column }) => !gone.has(column) || now.has(column))
      .map((entry) => ({ ...entry, column: now.get(entry.column) ?? entry.column })),
  }
}

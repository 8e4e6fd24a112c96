import { z } from 'zod'
import type { AnswerOf } from '../../../../../lib/contracts/client.ts'

/** Everything the wizard asks, complete. */
export type Configuration = AnswerOf<'getImportConfiguration'>
type State = AnswerOf<'getImport'>
export type Suggested = NonNullable<State['suggestion']>['configuration']
export type Inspection = NonNullable<State['inspection']>
export type Drift = NonNullable<State['drift']>

const notation = z.object({ decimal: z.enum(['.', ',']), dateOrder: z.enum(['dmy', 'mdy', 'ymd']) })
const entry = z.object({
  column: z.string(),
  field: z.string(),
  update: z.enum(['key', 'overwrite', 'keep', 'overwrite-if-newer']),
  empty: z.union([z.enum(['keep', 'clear']), z.object({ token: z.string() })]),
  notation: notation.partial().optional(),
  replacements: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .readonly()
    .optional(),
})

const by = z.enum(['email', 'employee-number'])

/** A configuration while it is worked on: parts of it may still be missing or half-written. */
export const draftShape = z.object({
  sheet: z.string(),
  headerRow: z.number().int(),
  mode: z.enum(['create', 'update', 'update-and-delete']),
  by,
  /** Which column says whose a row is. */
  assignment: z.string().optional(),
  /** What said it under other header rows; back when such a row is chosen again. */
  assignedElsewhere: z
    .array(z.object({ by, assignment: z.string() }))
    .readonly()
    .optional(),
  corrections: z.array(z.object({ value: z.string(), email: z.string() })).readonly(),
  /** Also of columns that the header row chosen at the moment does not have: they are back when it is chosen again. */
  mapping: z.array(entry).readonly(),
  notation,
  transfer: z.object({
    mode: z.enum(['none', 'move', 'copy']),
    appointments: z.boolean(),
    tasks: z.boolean(),
    reports: z.boolean(),
  }),
  raiseLastCall: z.boolean(),
})

export type Draft = Readonly<z.infer<typeof draftShape>>
export type Entry = Readonly<z.infer<typeof entry>>
export type Update = Entry['update']
export type Notation = Draft['notation']

const NO_TRANSFER = { mode: 'none', appointments: false, tasks: false, reports: false } as const

/** What is worked on, from a configuration or as much of one as could be suggested; the file says what that leaves open. */
export function draftOf(given: Suggested, inspection: Pick<Inspection, 'sheet' | 'headerRow' | 'notation'>): Draft {
  const { assignment, mapping = [] } = given
  return {
    sheet: given.sheet ?? inspection.sheet,
    headerRow: given.headerRow ?? inspection.headerRow,
    mode: given.mode ?? (mapping.some(({ update }) => update === 'key') ? 'update' : 'create'),
    by: assignment?.by ?? 'email',
    ...(assignment === undefined ? {} : { assignment: assignment.column }),
    corrections: assignment?.corrections ?? [],
    mapping: mapping.map((one) => ({ ...one })),
    notation: given.notation ?? inspection.notation,
    transfer: given.transfer ?? NO_TRANSFER,
    raiseLastCall: given.raiseLastCall ?? false,
  }
}

/** What keeps a draft from being a configuration, by the place where it is mended. */
export type Gap = 'assignment' | 'mapping' | 'token'

export interface Made {
  /** Always one the API can look at. Where something is missing, a column that no file has stands in for it. */
  readonly configuration: Configuration
  readonly gaps: readonly { readonly gap: Gap; readonly pointer: string }[]
}

const STAND_IN = '?'

/**
 * The configuration a draft stands for, with the columns the file has.
 * @param columns those under the chosen header row; mappings of others are left out
 */
export function configurationOf(
  draft: Draft,
  recordType: Configuration['recordType'],
  columns: readonly string[],
): Made {
  const known = new Set(columns)
  const mapping = draft.mapping.filter(({ column }) => known.has(column)).map(cleaned)
  const hasAssignment = draft.assignment !== undefined
  const gaps: Made['gaps'][number][] = [
    ...(hasAssignment ? [] : [{ gap: 'assignment', pointer: '/assignment/column' } as const]),
    ...(mapping.length > 0 ? [] : [{ gap: 'mapping', pointer: '/mapping' } as const]),
    ...mapping.flatMap((one, index) =>
      one.token ? [{ gap: 'token', pointer: `/mapping/${index}/empty` } as const] : [],
    ),
  ]
  const { transfer, corrections } = draft
  return {
    gaps,
    configuration: {
      version: 1,
      recordType,
      sheet: draft.sheet,
      headerRow: draft.headerRow,
      mode: draft.mode,
      assignment: {
        by: draft.by,
        column: draft.assignment ?? STAND_IN,
        ...(corrections.length === 0 ? {} : { corrections }),
      },
      mapping:
        mapping.length === 0
          ? [{ column: STAND_IN, field: STAND_IN, update: 'overwrite', empty: 'keep' }]
          : mapping.map(({ entry: one }) => one),
      notation: draft.notation,
      ...(recordType === 'customers' && transfer.mode !== 'none' ? { transfer } : {}),
      ...(recordType === 'reports' && draft.raiseLastCall ? { raiseLastCall: true } : {}),
    },
  }
}

/** An entry without what is only half-written; `token` says that the word which clears is still missing. */
function cleaned({ replacements, notation: own, ...rest }: Entry): {
  entry: Configuration['mapping'][number]
  token: boolean
} {
  const kept = replacements?.filter(({ from }) => from.trim() !== '').map(({ from, to }) => ({ from: from.trim(), to }))
  const isBlank = typeof rest.empty === 'object' && rest.empty.token.trim() === ''
  return {
    token: isBlank,
    entry: {
      ...rest,
      ...(isBlank ? { empty: 'keep' as const } : {}),
      ...(own === undefined || Object.values(own).every((value) => value === undefined) ? {} : { notation: own }),
      ...(kept === undefined || kept.length === 0 ? {} : { replacements: kept }),
    },
  }
}

/** As much of a field as decides what can be done with it. */
export interface FieldRules {
  readonly name: string
  readonly type: string
  readonly key: boolean
}

const isDay = ({ type }: FieldRules): boolean => type === 'date' || type === 'date-time'

/** What an update may do with a field. The system's own ID can only be what records are found by. */
export function updatesOf(field: FieldRules): readonly Update[] {
  if (field.name === 'id') return ['key']
  return [
    ...(field.key ? (['key'] as const) : []),
    'overwrite',
    'keep',
    ...(isDay(field) ? (['overwrite-if-newer'] as const) : []),
  ]
}

function firstUpdate(draft: Draft, field: FieldRules): Update {
  if (field.name === 'id') return 'key'
  // The company's own number is what finds records best: where nothing else does, it does.
  const hasKey = draft.mapping.some(({ update }) => update === 'key')
  return field.name === 'externalId' && !hasKey ? 'key' : 'overwrite'
}

/**
 * Lets a column fill a field, or another one than before, or none.
 * @param before the field it fills so far, if any: a column may fill several
 */
export function withField(
  draft: Draft,
  column: string,
  before: string | undefined,
  field: FieldRules | undefined,
): Draft {
  const at = draft.mapping.findIndex((one) => one.column === column && one.field === before)
  const old = draft.mapping[at]
  if (field === undefined) return old === undefined ? draft : { ...draft, mapping: draft.mapping.toSpliced(at, 1) }
  if (old === undefined) {
    const added: Entry = { column, field: field.name, update: firstUpdate(draft, field), empty: 'keep' }
    return { ...draft, mapping: [...draft.mapping, added] }
  }
  const update = updatesOf(field).includes(old.update) ? old.update : firstUpdate(draft, field)
  return { ...draft, mapping: draft.mapping.with(at, { ...old, field: field.name, update }) }
}

/** Changes what is done with the values of one column in one field. */
export function withEntry(draft: Draft, column: string, field: string, change: Partial<Entry>): Draft {
  return {
    ...draft,
    mapping: draft.mapping.map((one) => (one.column === column && one.field === field ? { ...one, ...change } : one)),
  }
}

/** Lets exactly these fields identify a record. Those that did so until now are overwritten like others. */
export function withKeys(draft: Draft, fields: readonly string[]): Draft {
  return {
    ...draft,
    mapping: draft.mapping.map((one) => {
      if (fields.includes(one.field)) return { ...one, update: 'key' as const }
      return one.update === 'key' ? { ...one, update: 'overwrite' as const } : one
    }),
  }
}

/**
 * Takes over what a configuration had for a column that has another name in this file.
 * @param before the configuration as it was given
 */
export function withRename(draft: Draft, before: Suggested, from: string, to: string): Draft {
  const moved = (before.mapping ?? []).filter(({ column }) => column === from).map((one) => ({ ...one, column: to }))
  const fields = new Set(moved.map(({ field }) => field))
  const mapping = [...draft.mapping.filter(({ column, field }) => column !== to && !fields.has(field)), ...moved]
  return { ...draft, mapping, ...(before.assignment?.column === from ? { assignment: to } : {}) }
}

/** Whether that rename is in the draft. */
export function hasRename(draft: Draft, before: Suggested, from: string, to: string): boolean {
  const moved = (before.mapping ?? []).filter(({ column }) => column === from)
  return (
    moved.every(({ field }) => draft.mapping.some((one) => one.column === to && one.field === field)) &&
    (before.assignment?.column !== from || draft.assignment === to)
  )
}

/** Required fields that no column fills. */
export function missingFields<F extends { readonly name: string; readonly required: boolean }>(
  { mapping }: Pick<Configuration, 'mapping'>,
  fields: readonly F[],
): readonly F[] {
  const mapped = new Set(mapping.map(({ field }) => field))
  return fields.filter(({ name, required }) => required && !mapped.has(name))
}

/**
 * Takes what is suggested for columns the draft has nothing for yet; a draft that has keeps what it is.
 * @param columns those under the chosen header row
 */
export function withSuggestion(draft: Draft, suggested: Suggested | undefined, columns: readonly string[]): Draft {
  const isMapped = draft.mapping.some(({ column }) => columns.includes(column))
  return {
    ...draft,
    ...(isMapped ? {} : { mapping: [...draft.mapping, ...(suggested?.mapping ?? [])] }),
    ...assignedUnder(draft, suggested?.assignment, columns),
  }
}

/** What says whose a row is under these columns: what did before, else what is suggested. */
function assignedUnder(
  { by: how, assignment, assignedElsewhere = [] }: Draft,
  suggested: Suggested['assignment'],
  columns: readonly string[],
): Partial<Draft> {
  if (assignment !== undefined && columns.includes(assignment)) return {}
  const known = assignedElsewhere.findLast((one) => columns.includes(one.assignment))
  const next = known ?? (suggested && { by: suggested.by, assignment: suggested.column })
  if (next === undefined) return {}
  const others = assignedElsewhere.filter((one) => one !== known)
  return { ...next, assignedElsewhere: assignment === undefined ? others : [...others, { by: how, assignment }] }
}

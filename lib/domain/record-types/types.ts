export const RECORD_TYPE_NAMES = ['customers', 'appointments', 'tasks', 'reports'] as const
export type RecordTypeName = (typeof RECORD_TYPE_NAMES)[number]

export type FieldType =
  | 'text'
  | 'multiline'
  | 'integer'
  | 'number'
  | 'date'
  | 'time'
  | 'date-time'
  | 'yes-no'
  | 'phone'
  | 'email'
  | 'link'
  | 'selection'
  | 'multi-selection'
  /** Links to files elsewhere, one or several. */
  | 'files'
  | 'country'
  | 'reference'
  | 'identifier'

/** What a company's own field can hold. Source: the reference product's types of custom fields. */
export const CUSTOM_FIELD_TYPES = [
  'text',
  'multiline',
  'integer',
  'number',
  'date',
  'time',
  'date-time',
  'yes-no',
  'phone',
  'email',
  'link',
  'selection',
  'multi-selection',
  'files',
] as const satisfies readonly FieldType[]
export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number]

/** A field's value. Dates, times and date-times are ISO text; a selection is its option's key; an empty field is absent. */
export type FieldValue = string | number | boolean | readonly string[]

/** The filled fields of a record by field name; a field that is empty has no entry. */
export type Fields = Readonly<Record<string, FieldValue>>

export interface Text {
  readonly en: string
  readonly de: string
}

export interface SelectionOption {
  readonly key: string
  readonly label: Text
}

/** What a value must satisfy. Only the rules that fit the field's type are set. */
export interface FieldRule {
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  /** Values allowed beside the range, e.g. 0 for "no regular visit". */
  readonly also?: readonly number[]
  /** The whole value must match. Source text of a regular expression. */
  readonly pattern?: string
  readonly options?: readonly SelectionOption[]
  /** For references: the record type they point to. */
  readonly target?: RecordTypeName
}

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly label: Text
  /** What the field is for and what may stand in it. */
  readonly help: Text
  readonly required?: boolean
  /** Once filled it never changes, by nobody. */
  readonly immutable?: boolean
  /** May be mapped as a key. */
  readonly key?: boolean
  readonly rule?: FieldRule
  /** Header names under which people keep this field, in any language, as they write them. */
  readonly synonyms: readonly string[]
  /** The value a new record gets if none is given. */
  readonly initial?: string | number | boolean
  /** Set if the company added this field itself. */
  readonly custom?: true
  /** Since when such a field has its label. */
  readonly labelledAt?: string
  /** The heading under which it is shown together with others. */
  readonly group?: Text
}

/** A rule over several fields of one record. Gives a reason if the record breaks it. */
export interface RecordRule {
  readonly code: string
  readonly fields: readonly string[]
  readonly message: Text
  readonly broken: (fields: Readonly<Record<string, unknown>>) => boolean
}

/** A record type as data: one file per type says everything there is to know about it. */
export interface RecordType {
  readonly name: RecordTypeName
  readonly label: Text
  readonly fields: readonly Field[]
  readonly rules: readonly RecordRule[]
  /** What people call one of these records where they put it beside a field's name: `Kunde - PLZ`, `Customer.City`. */
  readonly headerWords?: readonly string[]
  /**
   * Fills fields that follow from others (a report's end from its duration, …). Pure. `given` names the fields that were
   * just entered: they decide over what was derived before. Without it, the rule for a record as a whole holds.
   */
  readonly complete?: (fields: Fields, given?: ReadonlySet<string>) => Fields
}

import { fieldOf } from './catalogue.ts'
import { customFieldHelp } from './custom-field-help.ts'
import type {
  CustomFieldType,
  Field,
  FieldRule,
  Fields,
  RecordRule,
  RecordType,
  SelectionOption,
  Text,
} from './types.ts'

/** A field that a company added to a record type. Its name is made once and never changes, nor does its type. */
export interface CustomField {
  /** `custom.` and a word: the name under which records keep its values. */
  readonly name: string
  readonly type: CustomFieldType
  readonly label: Text
  /** Since when it has this label: what was done with a column of this title before says nothing about the field. */
  readonly labelledAt?: string
  readonly help?: Text
  readonly group?: Text
  readonly required?: boolean
  /** Of an integer or a number. */
  readonly min?: number
  readonly max?: number
  /** Of a selection: what can be chosen. Records keep an option's key, which never changes. */
  readonly options?: readonly SelectionOption[]
}

/**
 * The custom fields of one company and record type, in the order in which they are shown. `revision` counts their
 * changes. `removed` are the names of fields there once were: records may still hold their values.
 */
export interface CustomFieldSet {
  readonly revision: number
  readonly fields: readonly CustomField[]
  readonly removed: readonly Pick<CustomField, 'name' | 'type'>[]
}

export const NO_CUSTOM_FIELDS: CustomFieldSet = { revision: 0, fields: [], removed: [] }

/** Stands before every custom field's name, so that no field that Muster itself gets one day can meet it. */
export const CUSTOM_PREFIX = 'custom.'

/** Source: the reference product's limits for texts, and for its other fields what Muster's own take. */
const LONGEST: Partial<Record<CustomFieldType, number>> = {
  text: 1000,
  multiline: 1000,
  phone: 60,
  email: 254,
  link: 1000,
  files: 1000,
}

/** Types that may find a record. They have no uniqueness check. Source: the reference product's keys. */
const KEY_TYPES: ReadonlySet<CustomFieldType> = new Set(['text', 'integer', 'phone', 'email'])

/** An item of the store holds 400 KB; what Muster's own texts take at most, and authors and times, are in the difference. */
const MOST_BYTES = 300_000

/** As every part of Muster uses a field. */
function toField({ name, type, label, labelledAt, help, group, required, min, max, options }: CustomField): Field {
  const maxLength = LONGEST[type]
  const rule: FieldRule = {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(options === undefined ? {} : { options }),
  }
  return {
    name,
    type,
    label,
    help: customFieldHelp(type, rule, help),
    custom: true,
    ...(labelledAt === undefined ? {} : { labelledAt }),
    ...(group === undefined ? {} : { group }),
    ...(required === true ? { required } : {}),
    ...(KEY_TYPES.has(type) ? { key: true } : {}),
    ...(Object.keys(rule).length === 0 ? {} : { rule }),
    synonyms: [],
  }
}

function bytesOf(fields: Readonly<Record<string, unknown>>): number {
  const text = JSON.stringify(fields)
  // A character takes at most three bytes: short records need no counting.
  return text.length * 3 <= MOST_BYTES ? text.length : new TextEncoder().encode(text).length
}

/** A hundred long texts, and those of fields that were removed, could become more than the store takes. */
const fitsStore = (fields: readonly Field[]): RecordRule => ({
  code: 'record-too-large',
  fields: fields.map(({ name }) => name),
  message: {
    en: 'All fields of the record together take more than 300,000 bytes. Shorten its longest texts.',
    de: 'Alle Felder des Datensatzes brauchen zusammen mehr als 300.000 Byte. Kürzen Sie die längsten Texte.',
  },
  broken: (values) => bytesOf(values) > MOST_BYTES,
})

/** A record type as this company uses it: the custom fields stand behind Muster's own, in their order. */
export function withCustomFields(type: RecordType, custom: readonly CustomField[]): RecordType {
  if (custom.length === 0) return type
  const own = custom.map(toField)
  return {
    ...type,
    fields: [...type.fields, ...own],
    rules: [...type.rules, fitsStore([...own, ...type.fields])],
  }
}

/** The fields of a record without the values of custom fields that were removed: records keep those, unseen. */
export function visibleFields(type: RecordType, fields: Fields): Fields {
  const isHidden = (name: string) => name.startsWith(CUSTOM_PREFIX) && fieldOf(type, name) === undefined
  const names = Object.keys(fields)
  if (!names.some(isHidden)) return fields
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isHidden(name)))
}

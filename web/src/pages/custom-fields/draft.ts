import type { CallOf } from '../../../../lib/contracts/client.ts'
import type { CustomField } from '../../api/shapes.ts'

/** A custom field as it is sent: a new one has no name, a new option no key. */
export type GivenField = CallOf<'putCustomFields'>['body']['fields'][number]
type FieldType = CustomField['type']

/** A text in both languages as it stands in two inputs. */
export interface TextDraft {
  readonly en: string
  readonly de: string
}

export interface OptionDraft {
  /** Tells the lines apart as long as they have no key. */
  readonly id: number
  readonly key?: string
  readonly label: TextDraft
}

/** A custom field as it stands in the dialog. */
export interface FieldDraft {
  readonly type: FieldType
  readonly label: TextDraft
  readonly help: TextDraft
  readonly group: TextDraft
  readonly required: boolean
  readonly min: string
  readonly max: string
  readonly options: readonly OptionDraft[]
}

const NOTHING: TextDraft = { en: '', de: '' }

export const NEW_FIELD: FieldDraft = {
  type: 'text',
  label: NOTHING,
  help: NOTHING,
  group: NOTHING,
  required: false,
  min: '',
  max: '',
  options: [],
}

export const isSelection = (type: FieldType): boolean => type === 'selection' || type === 'multi-selection'
export const isNumber = (type: FieldType): boolean => type === 'integer' || type === 'number'

/** A field as it stands in the dialog at first. */
export const draftOf = (field: CustomField): FieldDraft => ({
  type: field.type,
  label: field.label,
  help: field.help ?? NOTHING,
  group: field.group ?? NOTHING,
  required: field.required === true,
  min: field.min === undefined ? '' : String(field.min),
  max: field.max === undefined ? '' : String(field.max),
  options: (field.options ?? []).map(({ key, label }, id) => ({ id, key, label })),
})

const filled = ({ en, de }: TextDraft): TextDraft | undefined => {
  const [english, german] = [en.trim(), de.trim()]
  return english === '' && german === '' ? undefined : { en: english || german, de: german || english }
}

const numberOf = (text: string): number => Number(text.trim().replace(',', '.'))
const isNoNumber = (text: string): boolean => text.trim() !== '' && !Number.isFinite(numberOf(text))

/** What is wrong with the dialog's inputs before anything is sent; `options` names lines by their ids. */
export interface Wrong {
  readonly label: boolean
  readonly min: boolean
  readonly max: boolean
  readonly range: boolean
  readonly noOptions: boolean
  readonly options: readonly number[]
}

export function wrongIn(draft: FieldDraft): Wrong | undefined {
  const numeric = isNumber(draft.type)
  const [min, max] = [numeric && isNoNumber(draft.min), numeric && isNoNumber(draft.max)]
  const isRange = numeric && !min && !max && draft.min.trim() !== '' && draft.max.trim() !== ''
  const wrong: Wrong = {
    label: filled(draft.label) === undefined,
    min,
    max,
    range: isRange && numberOf(draft.max) < numberOf(draft.min),
    noOptions: isSelection(draft.type) && draft.options.length === 0,
    options: isSelection(draft.type)
      ? draft.options.filter(({ label }) => filled(label) === undefined).map(({ id }) => id)
      : [],
  }
  return Object.values(wrong).some((one) => one === true || (Array.isArray(one) && one.length > 0)) ? wrong : undefined
}

/**
 * The field as it is sent; one language stands for both where the other is empty.
 * @param name of a field that is there already
 */
export function givenOf(draft: FieldDraft, name?: string): GivenField {
  const { type, required } = draft
  const [help, group] = [filled(draft.help), filled(draft.group)]
  const bound = (text: string): number | undefined =>
    !isNumber(type) || text.trim() === '' ? undefined : numberOf(text)
  const [min, max] = [bound(draft.min), bound(draft.max)]
  return {
    ...(name === undefined ? {} : { name }),
    type,
    label: filled(draft.label) ?? NOTHING,
    ...(help === undefined ? {} : { help }),
    ...(group === undefined ? {} : { group }),
    ...(required ? { required } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(isSelection(type)
      ? {
          options: draft.options.map(({ key, label }) => ({
            ...(key === undefined ? {} : { key }),
            label: filled(label) ?? NOTHING,
          })),
        }
      : {}),
  }
}

/** The list with one member elsewhere; itself if that place is none. */
export function moved<Member>(list: readonly Member[], from: number, to: number): readonly Member[] {
  const member = list[from]
  if (member === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, member)
}

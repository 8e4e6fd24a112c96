import { z } from 'zod'
import { COMPARISONS } from '../domain/record-types/comparison.ts'
import { CUSTOM_FIELD_TYPES } from '../domain/record-types/types.ts'
import { recordTypeName } from './schemas.ts'

/** One line of text: labels are the titles of columns. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'is one line of text')
    .refine((text) => text.isWellFormed(), 'holds half of a character')

/** A text in both languages; a plain one is the same in both. */
const text = (longest: number) =>
  z.union([
    line(longest).transform((same) => ({ en: same, de: same })),
    z.strictObject({ en: line(longest), de: line(longest) }),
  ])

/** Numbers that every store and program keeps as they are. */
const bound = z
  .number()
  .min(-1e15)
  .max(1e15)
  .refine((number) => number === 0 || Math.abs(number) >= 1e-15, 'is too close to 0')

/** What a field of a company's own can hold, in the order in which it is offered. */
export const customFieldType = z.enum(CUSTOM_FIELD_TYPES)

const LONGEST_LABEL = 120
const LONGEST_HELP = 500
const LONGEST_NAME = 64

/** A custom field as a client gives it. What it must be beyond its form, `lib/domain/record-types/custom-field-changes.ts` says. */
const givenField = z.strictObject({
  name: z.string().min(1).max(LONGEST_NAME).optional().meta({
    description: 'How records and settings call the field; made from the label if absent, and never changed.',
  }),
  type: customFieldType,
  label: text(LONGEST_LABEL).meta({
    description: 'Titles the column in files; in both languages, or one text for both.',
  }),
  help: text(LONGEST_HELP).optional(),
  group: text(LONGEST_LABEL).optional().meta({ description: 'The heading under which fields are shown together.' }),
  required: z.boolean().optional().meta({ description: 'Every new record must have it.' }),
  min: bound.optional(),
  max: bound.optional(),
  options: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(LONGEST_NAME).optional().meta({
          description: 'What records keep; made from the label if absent, and never changed.',
        }),
        label: text(LONGEST_LABEL),
      }),
    )
    .max(1000)
    .readonly()
    .optional(),
})

export const customFieldsChange = z.strictObject({
  fields: z.array(givenField).max(1000).readonly(),
  revision: z
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The revision that was read: refused if somebody else changed the fields since.' }),
})

const shownText = z.object({ en: z.string(), de: z.string() })

/** The custom fields as they are: what a change may send back. */
export const customFields = z.object({
  revision: z.number().int(),
  fields: z
    .array(
      z.object({
        name: z.string(),
        type: customFieldType,
        label: shownText,
        help: shownText.optional(),
        group: shownText.optional(),
        required: z.boolean().optional(),
        min: z.number().optional(),
        max: z.number().optional(),
        options: z
          .array(z.object({ key: z.string(), label: shownText }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
})

/** The record types as the company uses them; `customFields` is the part of it that it made itself. */
export const recordTypes = z.object({
  recordTypes: z
    .array(
      z.object({
        name: recordTypeName,
        label: shownText,
        fields: z
          .array(
            z.object({
              name: z.string(),
              type: z.string(),
              label: shownText,
              help: shownText,
              group: shownText.optional(),
              custom: z.boolean(),
              required: z.boolean(),
              immutable: z.boolean(),
              key: z.boolean(),
              comparison: z.enum(COMPARISONS).meta({ description: 'How values are told apart in a key.' }),
              rule: z.record(z.string(), z.unknown()).optional(),
            }),
          )
          .readonly(),
        customFields,
      }),
    )
    .readonly(),
})

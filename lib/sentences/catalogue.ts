/**
 * A sentence of the server and how it is said in another language. What varies stands in braces by a name; the name may
 * say what it is: `{count:number}`. See `KINDS`.
 */
export type Entry = readonly [english: string, translated: string]
export type Catalogue = readonly Entry[]

/** What a placeholder can hold, and so what is done with it on its way into the other language. */
export const KINDS = [
  /** Anything a person or file wrote: comes out as it went in. */
  'text',
  /** `1,234.5` becomes `1.234,5`. */
  'number',
  /** A day or moment in ISO 8601: written as people of the language write it, in the time zone of the reader. */
  'moment',
  /** A sentence, or a piece of one, that is itself in the catalogue: anything else does not fit here. */
  'sentence',
  /** A word out of few, as a status or a type: in the catalogue, or left as it is. */
  'word',
  /** The label or help text of a field or record type: in the map that is given beside the sentence. */
  'label',
  /** Names in quotation marks: `"A", "B" and "C"`. */
  'names',
  /** E-mail addresses, fields, options: `a, b or c`. Entries that are in the catalogue or the labels are translated. */
  'list',
] as const
export type Kind = (typeof KINDS)[number]

/** English labels, help texts and names of fields, by what they are in the other language. */
export type Labels = ReadonlyMap<string, string>

import type { Labels } from './catalogue.ts'
import type { Manners } from './say.ts'

/** Says a sentence of the server, or the English one if it is in no catalogue. */
export type Sayer = (sentence: string, labels?: Labels) => string

/** How German writes names and lists. */
export const GERMAN_MANNERS: Manners = { locale: 'de', quotes: ['„', '“'], and: 'und', or: 'oder' }

/** Times are said as the API writes them; in quotation marks they are somebody's value. */
const MOMENTS = /(?<!["“\d])\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/gu
const ENGLISH_MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** The only sentence of the server that names a day by itself. */
const DAYS = /(?<=mapped so in the import of )\d{4}-\d\d-\d\d(?=\.$)/u
const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** English is what the server says, but for times. */
export const sayEnglish: Sayer = (sentence) =>
  sentence
    .replace(MOMENTS, (moment) => ENGLISH_MOMENT.format(new Date(moment)))
    .replace(DAYS, (day) => ENGLISH_DAY.format(new Date(day)))

/** What a sentence has in brackets for those who use the command line or the API. */
const COMMANDS = / \((?:muster|GET) [^()]*\)/gu

/** A sentence without the commands that the pages have buttons for. */
export const withoutCommands = (sentence: string): string => sentence.replace(COMMANDS, '')

/**
 * What says sentences in a language. Translator and catalogue are loaded only now, and never for English. It remembers what
 * it said by the labels it was given: give the same map each time.
 */
export async function loadSayer(language: 'en' | 'de'): Promise<Sayer> {
  if (language === 'en') return sayEnglish
  const [{ GERMAN }, { createTranslator }] = await Promise.all([import('./german.ts'), import('./say.ts')])
  const translate = createTranslator(GERMAN, GERMAN_MANNERS)
  return (sentence, labels) => translate(sentence, labels) ?? sentence
}

interface Bilingual {
  readonly en: string
  readonly de: string
}

const isBilingual = (value: object): value is Bilingual =>
  'en' in value && 'de' in value && typeof value.en === 'string' && typeof value.de === 'string'

/**
 * The German of every text that record types have in both languages (labels, help, options), by its English, and of every
 * field by its name: what sentences call fields by. Takes the answer of GET /record-types, or any part of it.
 */
export function germanLabels(recordTypes: unknown): Labels {
  const labels = new Map<string, string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (isBilingual(value)) {
      labels.set(value.en, value.de)
      labels.set(value.en.toLowerCase(), value.de)
      return
    }
    if ('name' in value && 'label' in value && typeof value.name === 'string' && isLabel(value.label))
      labels.set(value.name, value.label.de)
    for (const part of Object.values(value)) visit(part)
  }
  visit(recordTypes)
  return labels
}

const isLabel = (value: unknown): value is Bilingual =>
  typeof value === 'object' && value !== null && isBilingual(value)

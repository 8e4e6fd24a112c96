import type { Problem } from '../../lib/domain/problems.ts'
import { RECORD_TYPES } from '../../lib/domain/record-types/catalogue.ts'
import { GERMAN } from '../../lib/sentences/german.ts'
import { GERMAN_MANNERS, germanLabels } from '../../lib/sentences/languages.ts'
import { createTranslator } from '../../lib/sentences/say.ts'

/** Words that no German sentence has. */
const ENGLISH = /\b(the|are|says|rows?|columns?|which|with|of|not|only|says)\b/iu

/** Hears sentences and keeps those that stay English, wholly or in part. */
export interface Hearing {
  readonly heard: ReadonlySet<string>
  /** Each with the German that it became, if any. */
  readonly english: readonly string[]
  hear(...sentences: readonly (string | undefined)[]): void
  hearProblem(problem: Pick<Problem, 'message' | 'advice' | 'places'>): void
}

/** A hearing of what real files and rules say. `values`: what they may quote, which stays as it is. */
export function createHearing(values: readonly string[] = []): Hearing {
  const translate = createTranslator(GERMAN, GERMAN_MANNERS)
  const labels = germanLabels(RECORD_TYPES)
  const heard = new Set<string>()
  const english: string[] = []
  const hear: Hearing['hear'] = (...sentences) => {
    for (const sentence of sentences) {
      if (sentence === undefined || heard.has(sentence)) continue
      heard.add(sentence)
      const german = translate(sentence, labels)
      const bare = values.reduce((text, value) => text.replaceAll(value, ''), german ?? '')
      if (german === undefined || ENGLISH.test(bare)) english.push(`${sentence}\n  -> ${german}`)
    }
  }
  return {
    heard,
    english,
    hear,
    hearProblem: ({ message, advice, places = [] }) => hear(message, advice, ...places.map((place) => place.message)),
  }
}

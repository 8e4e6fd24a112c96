import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Catalogue, Entry } from '../../lib/sentences/catalogue.ts'
import { GERMAN } from '../../lib/sentences/german.ts'
import { GERMAN_MANNERS } from '../../lib/sentences/languages.ts'
import { createTranslator, type Translate } from '../../lib/sentences/say.ts'
import type { Captures } from '../../lib/sentences/pattern.ts'
import { collectSentences, type SourceSentence } from './sources/sentences.ts'
import { saidByOthers } from './others.ts'

/** What stands for a sentence or label within another one, and its translation. */
const SENTENCE = ['⟪1⟫', '⟪2⟫'] as const
const LABEL = ['⟪3⟫', '⟪4⟫'] as const
const LABELS = new Map([LABEL])

/** Names that are the same in German, in places where the sources choose between a few. */
const NAMES =
  /^(windows-125\d|iso-8859-15|mac roman|csv|dynamics|salesforce|\.xlsb?|\.xlsx|word|powerpoint|dif \(\.dif\)|sylk \(\.slk\)|dbase \(\.dbf\)|styles\.xml|muster\/api|(_rels\/|\.rels|muster split [-\w\s"]*))*$/iu

/** Numbers that the sources hold as texts. */
const NUMBERS_AS_TEXTS =
  /^numberText\(|numbers\?\.example|^sheet\['!data'\]|TextEncoder\(\)\.encode|^String\(body\.byteLength\)/u

/** One sentence as it could come out, and what of its values must come out in German. */
interface Spoken {
  readonly place: string
  readonly english: string
  readonly expected: readonly string[]
}

/** A sentence of the sources with values in its holes; several where words are to be chosen from. */
function spoken({ place, parts }: SourceSentence): Spoken[] {
  const most = Math.max(1, ...parts.map((part) => (typeof part === 'string' ? 1 : (part.words?.length ?? 1))))
  return Array.from({ length: most }, (_, round) => {
    const filled = parts.map((part, index): readonly [string, string] => {
      if (typeof part === 'string') return [part, '']
      switch (part.kind) {
        case 'sentence':
          return SENTENCE
        case 'label':
          return LABEL
        case 'number':
          return [String(100 + index), String(100 + index)]
        case 'grouped':
          return [`1,234,${100 + index}`, `1.234.${100 + index}`]
        case 'word':
          return [part.words?.[round % part.words.length] ?? '', '']
        case 'text':
          return NUMBERS_AS_TEXTS.test(part.source) ? [`${index}.5`, `${index},5`] : [`‹${index}›`, `‹${index}›`]
      }
    })
    return {
      place,
      english: filled.map(([text]) => text).join(''),
      expected: filled.map(([, value]) => value).filter((value) => value !== ''),
    }
  })
}

/** English that went through a placeholder as if a person had written it. */
function untranslated(translate: Translate, captures: Captures): string[] {
  return [...captures.values()].flatMap(({ kind, value }) => {
    if (kind === 'sentence' || kind === 'label') return []
    const pieces = kind === 'list' || kind === 'names' ? value.split(/, | or | and /u) : [value]
    return pieces.filter((piece) => {
      const words = piece.replaceAll(/‹\d+›/gu, '').trim()
      const isTranslated = (kind === 'list' || kind === 'word') && translate(piece) !== undefined
      return /\p{L}/u.test(words) && !NAMES.test(words) && !isTranslated
    })
  })
}

/** All sources are compiled, on a machine that may be busy. */
const MAY_TAKE = 300_000

describe('the German catalogue', () => {
  const used = new Set<Entry>()
  const missing: string[] = []
  let known: Catalogue
  let sentences: readonly SourceSentence[]

  beforeAll(() => {
    known = [...GERMAN, SENTENCE]
    sentences = collectSentences()
    const words = createTranslator(known, GERMAN_MANNERS)
    let left: string[] = []
    const translate = createTranslator(known, GERMAN_MANNERS, (entry, captures) => {
      used.add(entry)
      left.push(...untranslated(words, captures))
    })
    for (const { place, english, expected } of [...sentences.flatMap(spoken), ...saidByOthers()]) {
      left = []
      const german = translate(english, LABELS)
      const lost = expected.filter((value) => german?.includes(value) !== true)
      if (german === undefined) missing.push(`${place}  ${english}`)
      else if (left.length > 0 || lost.length > 0)
        missing.push(`${place}  ${english}\n  -> ${german}\n  English: ${left.join(' | ')}  lost: ${lost.join(' | ')}`)
    }
  }, MAY_TAKE)

  it('has every sentence that the sources can say', () => {
    expect([...new Set(missing)].join('\n')).toBe('')
  })

  it('has no entry that nothing says any more', () => {
    expect(GERMAN.filter((entry) => !used.has(entry)).map(([english]) => english)).toEqual([])
  })

  it('is held against sources that were found', () => {
    const files = new Set(sentences.map(({ place }) => place.split(':')[0]))
    expect(sentences.length).toBeGreaterThan(600)
    for (const layer of ['domain', 'readers', 'usecases', 'runtime', 'contracts', 'adapters'])
      expect([...files].some((file) => file?.startsWith(`lib/${layer}/`))).toBe(true)
  })
})

import { describe, expect, it } from '@jest/globals'
import { RECORD_TYPES } from '../../lib/domain/record-types/catalogue.ts'
import { common } from '../../web/src/texts/de/common.ts'
import { decision } from '../../web/src/texts/de/decision.ts'
import type { Entry } from '../../lib/sentences/catalogue.ts'
import { GERMAN } from '../../lib/sentences/german.ts'
import { loadSayer } from '../../lib/sentences/languages.ts'

const placeholders = (text: string): string[] => [...new Set(text.match(/\{[^}]*\}/gu))].sort()

/** How a text ends as a sentence; nothing for a piece of one. */
const ending = (text: string): string => /[.!?:,]$/u.exec(text)?.[0] ?? ''

const failing = (isWrong: (entry: Entry) => boolean): readonly Entry[] => GERMAN.filter(isWrong)

describe('the entries of the German catalogue', () => {
  it('have the same placeholders in both languages', () => {
    expect(failing(([en, de]) => placeholders(en).join() !== placeholders(de).join())).toEqual([])
  })

  it('name each placeholder once in English, so that it has one value', () => {
    expect(failing(([en]) => (en.match(/\{/gu)?.length ?? 0) !== placeholders(en).length)).toEqual([])
  })

  it('end alike', () => {
    // A piece of a sentence may close a clause with a comma that English does not have.
    expect(failing(([en, de]) => ending(en) !== ending(de) && ending(de) !== ',')).toEqual([])
  })

  it('use German quotation marks and address people formally', () => {
    expect(failing(([, de]) => /["”]|\b(du|dein|dir|dich)\b/iu.test(de.replaceAll(/\{[^}]*\}/gu, '')))).toEqual([])
    expect(failing(([, de]) => (de.match(/„/gu)?.length ?? 0) !== (de.match(/“/gu)?.length ?? 0))).toEqual([])
  })

  it('are there once', () => {
    const seen = new Set<string>()
    expect(failing(([en]) => seen.size === seen.add(en).size)).toEqual([])
  })

  it('call statuses, record types and answers as the wizard calls them', async () => {
    const say = await loadSayer('de')
    const { recordType, status } = common
    for (const [word, german] of Object.entries({ ...recordType, ...status, ...decision.decided }))
      expect(say(word)).toBe(german)
  })

  it('say the rules of record types as these say them in mails and files', async () => {
    const say = await loadSayer('de')
    for (const { message } of Object.values(RECORD_TYPES).flatMap(({ rules }) => rules))
      expect(say(message.en)).toBe(message.de)
  })
})

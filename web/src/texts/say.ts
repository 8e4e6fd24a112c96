import { createContext, use, useCallback } from 'react'
import { useLanguage } from './labels.ts'
import { sayerOf } from './languages.ts'
import type { Labels } from '../../../lib/sentences/catalogue.ts'
import { withoutCommands } from '../../../lib/sentences/languages.ts'

/** A sentence of the server, which speaks English, in the person's language. */
export type Say = (sentence: string) => string

/** What fields and their options are called in the person's language: sentences of the server name them in English. */
export const LabelsContext = createContext<Labels>(new Map())

/** Says sentences of the server in the language in use, without the commands that the pages have buttons for. */
export function useSay(): Say {
  const say = sayerOf(useLanguage())
  const labels = use(LabelsContext)
  return useCallback((sentence) => withoutCommands(say(sentence, labels)), [say, labels])
}

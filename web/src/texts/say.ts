import { useTranslation } from 'react-i18next'

/** A sentence of the server, which speaks English, in the person's language. */
export type Say = (sentence: string) => string

/** Says sentences of the server in the language in use. */
export function useSay(): Say {
  useTranslation()
  return (sentence) => sentence
}

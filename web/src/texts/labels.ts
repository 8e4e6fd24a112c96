import { useTranslation } from 'react-i18next'
import { isLanguage, type Language } from './languages.ts'

/** The language in use. */
export function useLanguage(): Language {
  const { language } = useTranslation().i18n
  return isLanguage(language) ? language : 'en'
}

/** Picks the language in use of a text that the server keeps in both, e.g. the label of a field. */
export function useLabel(): (text: Readonly<Record<Language, string>>) => string {
  const language = useLanguage()
  return (text) => text[language]
}
